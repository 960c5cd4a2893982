/**
 * What a project remembers about how it was made: `.backend-app/manifest.json`, and one file a resource so that two
 * branches that each add a resource do not meet in one file.
 */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { Choices } from '../selection/types.js';
import type { DoneOp } from '../wiring/ops.js';
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
  /** Tells which came first: 1 for the first of the project. */
  made: number;
  resource: ResourceSpec;
  files: Record<string, FileRecord>;
  /** Edits of other files, for their undo; absent in a record of an older version. */
  wiring?: DoneOp[];
  /** These edits were left to people. */
  wiringSkipped?: true;
}

/** Path of a resource's record. */
export function resourceRecordPath(key: string): string {
  return `${stateFolder}/resources/${key}.json`;
}

/** Hash of a file's content as the manifest keeps it. */
export function hashContent(content: Content): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** Whether a file still is as it was written; other line ends are no difference. */
export function isUnchanged(content: string, { hash }: FileRecord): boolean {
  return hashContent(content) === hash || hashContent(content.replaceAll('\r\n', '\n')) === hash;
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
  const written = manifest.manifestVersion;
  if (typeof written === 'number' && written !== manifestVersion) {
    const age = written > manifestVersion ? 'a newer' : 'an older';
    throw new UserError({
      code: 'MANIFEST_VERSION',
      message: `${manifestPath} was written by ${age} version (${manifest.generator?.version ?? 'unknown'}) of this program.`,
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

/** Reads the records of all resources, in the order in which they were made. */
export function readResources(tree: TreeReader): ResourceRecord[] {
  return tree
    .list(`${stateFolder}/resources`)
    .filter((path) => path.endsWith('.json'))
    .map((path) => readRecord(path, tree.read(path) ?? ''))
    .sort((a, b) => a.made - b.made);
}

/** What older versions left out of a record is as it was in their time. */
function readRecord(path: string, text: string): ResourceRecord {
  const { made = 0, resource, files, wiring, wiringSkipped } = parseRecord<Partial<ResourceRecord>>(path, text);
  const whole =
    isRecord(files) && isResource(resource) && typeof made === 'number' && (wiring === undefined || isWiring(wiring));
  if (!whole) throw damaged(path, 'a part of it is missing');
  const spec = { ...resource, relations: resource.relations ?? [], softDelete: resource.softDelete ?? false };
  const kept = wiring === undefined ? {} : { wiring, ...(wiringSkipped === true ? { wiringSkipped } : {}) };
  return { made, resource: spec, files, ...kept };
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

function isWiring(value: unknown): value is DoneOp[] {
  return Array.isArray(value) && value.every((op) => isRecord(op) && typeof op['op'] === 'string');
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
