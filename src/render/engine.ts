/** Renders templates in one isolated Handlebars: the compiled ones of dist/, or the sources when run from source. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars/runtime.js';
import type { PathMap } from '../catalog/fragment.js';
import { packageRoot, runningFromSource, templatesRoot } from '../package/root.js';

/** Names a template sees: plain data of our own making. */
export type View = Readonly<Record<string, unknown>>;

type Template = (view: View, options: { helpers: Record<string, (value: string) => string> }) => string;
type TemplateSource = (file: string) => unknown;

/** The package's types leave out what its runtime has. */
const runtime = Handlebars as unknown as { create(): { template(specification: unknown): Template } };
const instance = runtime.create();
const templates = new Map<string, Template>();
const code: TemplateSource = runningFromSource ? await compiler() : compiled();

/** Renders the template at an absolute path. */
export function renderTemplate(file: string, view: View, paths: PathMap): string {
  try {
    return templateOf(file)(view, {
      helpers: {
        path: (target) => paths(target),
        built: (target) => builtPath(paths(target)),
        json: (value) => JSON.stringify(value),
      },
    });
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Where the compiler puts a source file: `src/main.ts` → `dist/main.js`. */
export function builtPath(source: string): string {
  return source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
}

function templateOf(file: string): Template {
  let template = templates.get(file);
  if (!template) {
    template = instance.template(code(file));
    templates.set(file, template);
  }
  return template;
}

/** What `npm run build` made of the templates. */
function compiled(): TemplateSource {
  const require = createRequire(import.meta.url);
  const all = require(path.join(packageRoot, 'dist', 'templates.cjs')) as Record<string, unknown>;
  return (file) => all[path.relative(templatesRoot, file).split(path.sep).join('/')];
}

async function compiler(): Promise<TemplateSource> {
  const { precompile } = await import('./compile.js');
  return (file) => runInThisContext(`(${precompile(readFileSync(file, 'utf8'))})`) as unknown;
}
