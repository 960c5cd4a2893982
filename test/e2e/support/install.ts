/** One installation for many projects. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun } from './process.js';

interface PackageJson {
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Installs what a project needs in a folder above it, where other projects find most of it, too. */
export async function installAbove(root: string, project: string): Promise<void> {
  const file = path.join(root, 'package.json');
  const earlier: PackageJson = existsSync(file) ? read(file) : { dependencies: {} };
  const own = read(path.join(project, 'package.json'));
  const { 'create-backend-app': _, ...dependencies } = {
    ...earlier.dependencies,
    ...own.dependencies,
    ...own.devDependencies,
  };
  writeFileSync(file, JSON.stringify({ private: true, type: 'module', dependencies }));
  await mustRun('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root });
}

function read(file: string): PackageJson {
  return JSON.parse(readFileSync(file, 'utf8')) as PackageJson;
}
