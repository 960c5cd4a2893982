/**
 * What a project remembers about how it was made: `.backend-app/manifest.json`, and one file a resource so that two
 * branches that each add a resource do not meet in one file.
 */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { Choices } from '../selection/types.js';
import type { Content, TreeReader } from '../workspace/types.js';

/** Folder of everything the tool keeps in a project. */
export const stateFolder = '.backend-app';

/** Path of the manifest. */
export const manifestPath = `${stateFolder}/manifest.json`;

/** Version of the manifest's own form; raised when older programs could misread it. */
export const manifestVersion = 1;

/** What was made of a file: its content's hash and the fragment it came from. */
export interface FileRecord {
  /** `sha256-<base64>` of the content as it was written. */
  hash: string;
  fragment: string;
}

/** Content of manifest.json. Resources are not in it: each has a file of its own. */
export interface Manifest {
  manifestVersion: number;
  generator: { name: string; version: string };
  project: { name: string };
  choices: Choices;
  files: Record<string, FileRecord>;
}

/** Content of `.backend-app/resources/<key>.json`. */
export interface ResourceRecord {
  resource: ResourceSpec;
  files: Record<string, FileRecord>;
}

/** Path of a resource's record. */
export function resourceRecordPath(key: string): string {
  return `${stateFolder}/resources/${key}.json`;
}

/** Hash of a file's content as the manifest keeps it. */
export function hashContent(content: Content): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** A record's text. */
export function toJson(record: Manifest | ResourceRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** A manifest without the records of files that were not written after all. */
export function withoutFiles(manifest: Manifest, paths: readonly string[]): Manifest {
  const files = Object.entries(manifest.files).filter(([path]) => !paths.includes(path));
  return { ...manifest, files: Object.fromEntries(files) };
}

/**
 * Reads the manifest of a project.
 *
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED` or `MANIFEST_VERSION`.
 */
export function readManifest(tree: TreeReader): Manifest {
  const text = tree.read(manifestPath);
  if (text === undefined) {
    throw new UserError({
      code: 'NOT_A_PROJECT',
      message: `This folder is not a project of create-backend-app: there is no ${manifestPath}.`,
      hint: 'Change into the project, or name it with --cwd <dir>.',
    });
  }
  const manifest = parseRecord<Manifest>(manifestPath, text);
  if (typeof manifest.manifestVersion === 'number' && manifest.manifestVersion > manifestVersion) {
    throw new UserError({
      code: 'MANIFEST_VERSION',
      message: `${manifestPath} was written by a newer version (${manifest.generator?.version ?? 'unknown'}) of this program.`,
      hint: 'Run the version that the project brings (its generate script), after installing its dependencies again.',
    });
  }
  const whole =
    manifest.manifestVersion === manifestVersion &&
    typeof manifest.generator?.version === 'string' &&
    typeof manifest.project?.name === 'string' &&
    isRecord(manifest.choices) &&
    Object.values(manifest.choices).every((choice) => [choice].flat().every((id) => typeof id === 'string')) &&
    isRecord(manifest.files);
  if (!whole) throw damaged(manifestPath, 'a part of it is missing');
  return manifest;
}

/** Reads the records of all resources, in the order of their keys. */
export function readResources(tree: TreeReader): ResourceRecord[] {
  return tree
    .list(`${stateFolder}/resources`)
    .filter((path) => path.endsWith('.json'))
    .map((path) => {
      const record = parseRecord<ResourceRecord>(path, tree.read(path) ?? '');
      if (!isRecord(record.files) || !isResource(record.resource)) throw damaged(path, 'a part of it is missing');
      return record;
    });
}

/** The error of a manifest whose choices this version cannot make anything of. */
export function unknownChoices({ problems }: UserError): UserError {
  return new UserError({
    code: 'MANIFEST_DAMAGED',
    message: `${manifestPath} has choices that this version does not know.`,
    hint: `Restore it from version control (git checkout -- ${manifestPath}), or use the version that wrote it.`,
    problems,
  });
}

function isResource(value: unknown): value is ResourceSpec {
  if (!isRecord(value) || !isRecord(value['names']) || !isRecord(value['access'])) return false;
  const texts = [value['names']['key'], value['names']['table'], value['line']];
  const lists = [value['fields'], value['operations']];
  return texts.every((text) => typeof text === 'string') && lists.every(Array.isArray) && isRecord(value['repository']);
}

function parseRecord<T>(path: string, text: string): T {
  if (/^<{7} /m.test(text)) throw damaged(path, 'it has the conflict markers of a merge');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message.replaceAll('\n', ' ') : 'it is not JSON');
  }
  if (isRecord(value)) return value as T;
  throw damaged(path, 'it is not an object');
}

function damaged(path: string, reason: string): UserError {
  return new UserError({
    code: 'MANIFEST_DAMAGED',
    message: `${path} cannot be used: ${reason}.`,
    hint: `Restore it from version control: git checkout -- ${path}`,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
