/** What the user chose. */
import type { Kind } from '../catalog/kinds.js';

/** Choices by axis: one id, or several for an axis that takes several; `none` where nothing was wanted. */
export type Choices = Partial<Record<Kind, string | readonly string[]>>;

/** A complete and valid set of choices: every axis has a value. */
export interface Selection {
  project: { name: string };
  choices: Choices;
  /** Resource lines, as `--resource` takes them. */
  resources: readonly string[];
}

/** Content of presets/<id>.json, and of a preset file of the user's. */
export interface Preset {
  title?: string;
  help?: string;
  choices: Choices;
  resources?: readonly string[];
}
