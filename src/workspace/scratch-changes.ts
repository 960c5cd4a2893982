/** What a run did to its scratch copy, put into a virtual tree of the project; what must not be changed is refused. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { UserError, type Problem } from '../errors.js';
import { stateFolder } from '../manifest/manifest.js';
import { contentOf } from './disk.js';
import type { Scratch } from './scratch.js';
import type { VirtualTree } from './tree.js';

/** Folders of a project that no generator may change. */
const guarded: readonly string[] = ['.git', 'node_modules', stateFolder];

/**
 * Stages the files that were added, changed and removed in the copy.
 *
 * @param tree a tree of the project as it is on disk
 * @throws UserError `OUTSIDE_TARGET` with every change that is none of a generator's business; `FILE_CHANGED` when
 * the project itself was changed meanwhile
 */
export function stageScratch(scratch: Scratch, tree: VirtualTree): void {
  assertUntouched(scratch);
  const files = filesBelow(scratch.root, '');
  const present = new Set(files);
  const removed = [...scratch.copied].filter(([file]) => !present.has(file) && tree.exists(file));
  const refused: Problem[] = [
    ...scratch.strays().map((where) => ({ where, message: 'it is outside of the project' })),
    ...files.flatMap((file) => refusal(scratch, tree, file)),
    ...removed.flatMap(([file]) => (isGuarded(file) ? [{ where: file, message: 'it was removed' }] : [])),
  ];
  if (refused.length > 0) throw notAllowed(refused);
  for (const file of files) if (isOwnFile(scratch, file)) stageFile(scratch, tree, file);
  for (const [file] of removed) tree.remove(file);
}

/**
 * Checks that the project is as it was copied: code that people wrote may have gone past the copy.
 *
 * @throws UserError `FILE_CHANGED` with every file that is not
 */
export function assertUntouched(scratch: Scratch): void {
  const files = scratch.outdated();
  if (files.length === 0) return;
  throw new UserError({
    code: 'FILE_CHANGED',
    message:
      'The project was changed while the generator ran: by its own code, or by somebody else. It wrote nothing more.',
    hint: 'Let functions write below plop.getDestBasePath(), look at these files, then run the command again.',
    problems: files.map((where) => ({ where, message: 'it was changed past the copy that generators work on' })),
  });
}

function notAllowed(problems: readonly Problem[]): UserError {
  return new UserError({
    code: 'OUTSIDE_TARGET',
    message: 'The generator changed what no generator may change. Nothing was written.',
    hint: `Generators make files of the project: none outside of it or in ${guarded.join(', ')}, and no symbolic links.`,
    problems,
  });
}

/** Files and links of the copy; of the packages only what was put beside them. */
function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const child = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, child);
    const isPackage = entry.isSymbolicLink() && /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(child);
    return isPackage ? [] : [child];
  });
}

/** What is wrong with an entry of the copy. */
function refusal(scratch: Scratch, tree: VirtualTree, file: string): Problem[] {
  const absolute = path.join(scratch.root, file);
  const copied = scratch.copied.get(file);
  if (lstatSync(absolute).isSymbolicLink()) {
    return readlinkSync(absolute) === copied?.link ? [] : [{ where: file, message: 'it is a symbolic link' }];
  }
  if (!isGuarded(file) || tree.read(file) === readFileSync(absolute, 'utf8')) return [];
  return [{ where: file, message: copied ? 'it was changed' : 'it was added' }];
}

function isOwnFile(scratch: Scratch, file: string): boolean {
  return !isGuarded(file) && lstatSync(path.join(scratch.root, file)).isFile();
}

function isGuarded(file: string): boolean {
  return file
    .split('/')
    .some((segment, index) => guarded.includes(segment) && (index === 0 || segment !== stateFolder));
}

function stageFile(scratch: Scratch, tree: VirtualTree, file: string): void {
  const absolute = path.join(scratch.root, file);
  const content = contentOf(readFileSync(absolute));
  const copied = scratch.copied.get(file);
  const executable = isExecutable(lstatSync(absolute).mode);
  if (!copied) tree.create(file, content, { executable });
  else if (copied.target !== undefined || isExecutable(copied.mode) === executable) tree.update(file, content);
  else tree.update(file, content, { executable });
}

function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0;
}
