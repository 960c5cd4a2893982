/** The licences of what a project runs on, as its npm lockfile has them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Those that ask for no more than to be named (SPDX identifiers). */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);

interface Lockfile {
  packages: Record<string, { license?: string; dev?: boolean; devOptional?: boolean }>;
}

/** Packages that a project needs in production and whose licence is another, or none: `name: licence`. */
export function strictLicences(project: string): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')) as Lockfile;
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
    .filter(([, { license = '' }]) => !isPermissive(license))
    .map(([folder, { license = 'none' }]) => `${folder.replace(/^.*node_modules\//, '')}: ${license}`);
}

/** Of an SPDX expression without nested brackets. */
function isPermissive(expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((all) => all.split(' AND ').every((licence) => permissive.has(licence.trim())));
}
