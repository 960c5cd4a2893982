/**
 * Packs this program into the project it makes. The name `create-backend-app` belongs to an unrelated package on the
 * public registry, so a project never asks a registry for it: it carries the version that made it, and every
 * install works without that name being resolved anywhere.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { VendoredTool } from '../compose/project.js';
import { stateFolder } from '../manifest/manifest.js';
import { packageInfo, packageRoot } from '../package/root.js';

/** Files that every npm package ships whatever its `files` say. */
const always = ['package.json', 'README.md', 'LICENSE'];

/**
 * The program as an npm tarball, as `npm pack` would make it: the files that package.json ships, in a fixed order
 * and with fixed times, so that two runs give the same bytes.
 */
export async function packTool(): Promise<VendoredTool> {
  const tar = await import('tar');
  const archive = tar.create(
    {
      cwd: packageRoot,
      gzip: true,
      portable: true,
      prefix: 'package',
      sync: true,
      mtime: new Date(0),
      noDirRecurse: true,
      // A buffer of this size is made for each file; the default is 16 MB.
      maxReadSize: 64 * 1024,
    },
    shippedFiles(),
  );
  const file = `${stateFolder}/${packageInfo.name}-${packageInfo.version}.tgz`;
  return { path: file, specifier: `file:${file}`, content: new Uint8Array(archive.read() ?? []) };
}

/** Paths of the files that package.json's `files` name, from the package's root, sorted. */
export function shippedFiles(): string[] {
  const excluded = packageInfo.files
    .filter((entry) => entry.startsWith('!'))
    .map((entry) => new RegExp(pattern(entry.slice(1))));
  const included = packageInfo.files.filter((entry) => !entry.startsWith('!'));
  const found = included
    .flatMap((folder) => filesBelow(folder))
    .filter((file) => !excluded.some((rule) => rule.test(file)));
  return [...always.filter((file) => existsSync(path.join(packageRoot, file))), ...found].sort();
}

function filesBelow(folder: string): string[] {
  const root = path.join(packageRoot, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(packageRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** A glob of package.json's `files` (`*` and `**`) as a regular expression that matches a path or what is below it. */
function pattern(glob: string): string {
  const body = glob
    .split('**/')
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*'))
    .join('(?:.*/)?');
  return `^${body}(?:/|$)`;
}
