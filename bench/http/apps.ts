/** The apps whose cost is compared: of each pair a generated one and a lean one, compiled side by side. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const pairs = ['fastify', 'express', 'hapi'].flatMap((framework) =>
  ['drizzle', 'prisma'].map((orm) => ({ framework, orm, name: `${framework}-${orm}` })),
);

export type Pair = (typeof pairs)[number];

/** Where the two apps of a pair were compiled to. */
export interface Apps {
  pair: Pair;
  generated: string;
  lean: string;
}

interface PackageJson {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const resource = [
  'post title:string:min=3:max=80 body:text:optional status:enum=draft,published:default=draft',
  'price:decimal=10,2:min=0 views:integer:default=0',
].join(' ');
const lean = fileURLToPath(new URL('../lean', import.meta.url));
const loadGenerator = { autocannon: '9.0.0' };

/** Makes, installs and compiles both apps of every pair; all of them share one `node_modules` above them. */
export function prepareApps(folder: string, bin: string): Apps[] {
  mkdirSync(folder, { recursive: true });
  const apps = pairs.map((pair) => {
    const choices = ['--framework', pair.framework, '--orm', pair.orm, '--auth', 'none', '--cache', 'none'];
    const words = [pair.name, ...choices, '--resource', resource, '--yes', '--no-install', '--no-git'];
    run([process.execPath, bin, ...words], folder);
    return { pair, generated: path.join(folder, pair.name), lean: path.join(folder, `lean-${pair.name}`) };
  });
  install(folder, apps);
  for (const app of apps) {
    if (app.pair.orm === 'prisma') tool(folder, 'prisma', ['generate', '--no-hints'], app.generated);
    tool(folder, 'tsc', ['-p', 'tsconfig.build.json'], app.generated);
    layLean(app);
    tool(folder, 'tsc', ['-p', 'tsconfig.build.json'], app.lean);
  }
  return apps;
}

/** Applies the migrations of the first generated app, which are the same in all. */
export function migrate(folder: string, [app]: readonly Apps[], databaseUrl: string): void {
  if (!app) return;
  tool(folder, 'tsx', ['src/commands/db-migrate.ts'], app.generated, { DATABASE_URL: databaseUrl });
}

/** Runs a program of the shared `node_modules`. */
export function tool(
  folder: string,
  name: string,
  words: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): string {
  return run([path.join(folder, 'node_modules/.bin', name), ...words], cwd, env);
}

function install(folder: string, apps: readonly Apps[]): void {
  const all: Record<string, string> = { ...loadGenerator };
  for (const { generated } of apps) {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(generated, 'package.json'), 'utf8'),
    ) as PackageJson;
    Object.assign(all, dependencies, devDependencies);
  }
  delete all['create-backend-app'];
  const content = { private: true, type: 'module', dependencies: all };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(content));
  run(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
}

function layLean({ pair, generated, lean: target }: Apps): void {
  const source = path.join(target, 'src');
  mkdirSync(source, { recursive: true });
  copyFileSync(path.join(lean, 'common.ts'), path.join(source, 'common.ts'));
  copyFileSync(path.join(lean, `app.${pair.framework}.ts`), path.join(source, 'main.ts'));
  copyFileSync(path.join(lean, `posts.${pair.orm}.ts`), path.join(source, 'posts.ts'));
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    copyFileSync(path.join(generated, file), path.join(target, file));
  }
  if (pair.orm !== 'prisma') return;
  cpSync(path.join(generated, 'src/generated'), path.join(source, 'generated'), { recursive: true });
}

function run(words: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  const [command = '', ...args] = words;
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return execFileSync(command, args, { cwd, stdio: [...stdio], encoding: 'utf8', env: { ...process.env, ...env } });
}
