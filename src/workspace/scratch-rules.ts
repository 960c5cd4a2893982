/** What of a project a scratch copy leaves out: other people's packages, history, build output, data. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../manifest/manifest.js';

/** Decides about one project. */
export interface ScratchRules {
  /** @param file path from the root, `/` separated */
  isLeftOut(file: string, isFolder: boolean): boolean;
}

/** Names of folders that are never looked into. */
const foreign: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** What the tool keeps for itself alone. */
const ownState = new RegExp(
  String.raw`^${stateFolder.replace('.', String.raw`\.`)}/(?:lock(?:\..*)?|transaction|.*\.tgz)$`,
);

/** The rules of a project: its .gitignore names folders of data and of output. */
export function scratchRules(project: string): ScratchRules {
  const ignored = ignoredFolders(path.join(project, '.gitignore'));
  return {
    isLeftOut(file, isFolder) {
      const name = path.posix.basename(file);
      if (foreign.has(name) || ownState.test(file)) return true;
      return isFolder && (ignored.paths.has(file) || ignored.names.has(name));
    },
  };
}

/** Folders that are named in so many words; lines with patterns are for git alone. */
function ignoredFolders(file: string): { names: ReadonlySet<string>; paths: ReadonlySet<string> } {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const plain = lines
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !/^#|[!*?[\]\\]/.test(line));
  return {
    names: new Set(plain.filter((line) => !line.includes('/'))),
    paths: new Set(plain.filter((line) => line.includes('/')).map((line) => line.replace(/^\//, ''))),
  };
}
