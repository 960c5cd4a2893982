/** The project on disk as the base of a virtual tree. Reads only. */
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TreeBase } from './tree.js';
import type { Content } from './types.js';

/** Folders that hold nothing of the project's own. */
const skipped = new Set(['node_modules', '.git', 'dist', '.data', 'coverage']);

/** A base that reads the files of a folder when they are asked for. */
export function diskBase(root: string): TreeBase {
  const cache = new Map<string, Content | undefined>();
  return {
    read(file) {
      if (!cache.has(file)) cache.set(file, readContent(path.join(root, file)));
      return cache.get(file);
    },
    list: (folder) => listBelow(root, folder),
  };
}

function readContent(file: string): Content | undefined {
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  return contentOf(readFileSync(file));
}

/** Text as text, anything else as bytes: no byte of a file is lost by reading it. */
export function contentOf(bytes: Buffer): Content {
  return bytes.includes(0) || !isUtf8(bytes) ? new Uint8Array(bytes) : bytes.toString('utf8');
}

function listBelow(root: string, folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .flatMap((entry) => {
      const child = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listBelow(root, child);
      return entry.isFile() ? [child] : [];
    })
    .sort();
}
