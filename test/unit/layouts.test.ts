import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import clean from '../../templates/layout/clean/fragment.js';
import layered from '../../templates/layout/layered/fragment.js';
import modules from '../../templates/layout/modules/fragment.js';
import { nameForms } from '../../src/resource/names.js';

const templates = path.join(import.meta.dirname, '../../templates');

/** Resources whose names are those of files or folders that a project has anyway. */
const resources = ['post', 'blog-post', 'user', 'session', 'app', 'index', 'error', 'cache', 'service', 'model'];

/** Where every template goes in the default layout. */
const defaultPaths = [...new Set(listTemplates().flatMap(outputPaths))].sort();

describe('the modules layout', () => {
  it('leaves every path as it is', () => {
    expect(defaultPaths.map((file) => modules.paths?.(file))).toEqual(defaultPaths);
  });
});

describe.each([
  ['layered', layered],
  ['clean', clean],
])('the %s layout', (_, { paths = (file) => file }) => {
  it('gives every file a place of its own', () => {
    const sources = new Map<string, string>();
    for (const file of defaultPaths) {
      const place = paths(file);
      expect(sources.get(place), `${file} and another file both go to ${place}`).toBeUndefined();
      sources.set(place, file);
    }
  });

  it('leaves nothing in the folders of the default layout', () => {
    const left = defaultPaths.map(paths).filter((file) => /^src\/(?:modules|platform|shared)\b/.test(file));
    expect(left).toEqual([]);
  });

  it('keeps code in src/, tests out of what is built, and all else at the root', () => {
    for (const file of defaultPaths) {
      const place = paths(file);
      if (!file.startsWith('src/')) expect(place).toBe(file);
      else if (!/\.(?:test|factory)\.ts$/.test(file)) expect(place).toMatch(/^src\//);
      expect(path.extname(place)).toBe(path.extname(file));
    }
  });
});

it.each([
  ['src/main.ts', 'src/main.ts', 'src/main.ts'],
  ['src/app.ts', 'src/app.ts', 'src/presentation/app.ts'],
  ['src/container.ts', 'src/container.ts', 'src/container.ts'],
  ['src/modules.ts', 'src/routes/index.ts', 'src/presentation/modules.ts'],
  ['src/middleware.ts', 'src/middleware/index.ts', 'src/presentation/middleware.ts'],
  ['src/config/env.ts', 'src/config/env.ts', 'src/config/env.ts'],
  ['src/shared/errors.ts', 'src/utils/errors.ts', 'src/domain/shared/errors.ts'],
  ['src/shared/cache.ts', 'src/utils/cache.ts', 'src/application/shared/cache.ts'],
  ['src/platform/db/client.ts', 'src/database/client.ts', 'src/infrastructure/db/client.ts'],
  ['src/platform/log/logger.ts', 'src/utils/log/logger.ts', 'src/infrastructure/log/logger.ts'],
  ['src/platform/http/rate-limit.ts', 'src/middleware/rate-limit.ts', 'src/presentation/http/rate-limit.ts'],
  ['src/platform/http/server.ts', 'src/http/server.ts', 'src/presentation/http/server.ts'],
  ['src/modules/post/post.model.ts', 'src/models/post.model.ts', 'src/domain/post/post.model.ts'],
  ['src/modules/post/post.repository.ts', 'src/repositories/post.repository.ts', 'src/domain/post/post.repository.ts'],
  [
    'src/modules/post/post.repository.drizzle.ts',
    'src/repositories/post.repository.drizzle.ts',
    'src/infrastructure/post/post.repository.drizzle.ts',
  ],
  ['src/modules/post/post.service.ts', 'src/services/post.service.ts', 'src/application/post/post.service.ts'],
  [
    'src/modules/post/post.controller.ts',
    'src/controllers/post.controller.ts',
    'src/presentation/post/post.controller.ts',
  ],
  ['src/modules/post/post.test.ts', 'test/api/post.test.ts', 'test/api/post.test.ts'],
])('%s is %s when layered and %s when clean', (file, inLayered, inClean) => {
  expect(layered.paths?.(file)).toBe(inLayered);
  expect(clean.paths?.(file)).toBe(inClean);
});

/** Paths of template files below their `files`, `persistence` or `resource` folder, variants included. */
function listTemplates(): string[] {
  return folders(templates).flatMap((kind) =>
    folders(kind).flatMap((fragment) =>
      folders(fragment)
        .filter((folder) => /^(?:files|persistence|resource)(?:@|$)/.test(path.basename(folder)))
        .flatMap(filesBelow),
    ),
  );
}

function outputPaths(template: string): string[] {
  const target = template.replace(/\.hbs$/, '').replace(/(^|\/)_(?!_)/g, '$1.');
  if (!target.includes('__')) return [target];
  return resources.map((name) => {
    const names = nameForms(name);
    return target.replace(/__(file|route|table)__/g, (_, form: 'file' | 'route' | 'table') => names[form]);
  });
}

function folders(parent: string): string[] {
  const entries = readdirSync(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(parent, entry.name));
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
