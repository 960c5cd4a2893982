/** The exact versions of all packages that generated projects depend on, kept in one place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { templatesRoot } from '../package/root.js';

/** One pinned package. */
export interface Pin {
  version: string;
  /** Day on which that version came to the registry, `YYYY-MM-DD`. */
  released: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Every pin, by the name of its package. */
export function readPins(): Readonly<Record<string, Pin>> {
  return JSON.parse(readFileSync(path.join(templatesRoot, 'versions.json'), 'utf8')) as Record<string, Pin>;
}

/** Whole days from the release of a pinned version to a moment; 0 when that comes first. */
export function ageInDays({ released }: Pin, now = new Date()): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(released)) / dayMs));
}
