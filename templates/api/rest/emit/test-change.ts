/** The change that tests make of a resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { otherSample } from './samples.js';
import { creationOf } from './test-words.js';

/** A change of one field, and a field that stays. */
export interface Change {
  name: string;
  value: string;
  /** The resource that a row is made of for the change. */
  target: NameForms | undefined;
  /** Whether the value is in the form it has in JSON, and not the model's. */
  json: boolean;
  shown: boolean;
  /** Whether the change must be seen past a cache. */
  seen: boolean;
  after: string;
}

/** A change that the resource takes; undefined when there is none. */
export function changeOf(spec: ResourceSpec, context: ResourceContext): Change | undefined {
  const writable = spec.fields.filter(({ readonly }) => !readonly);
  const visible = writable.filter(({ hidden }) => !hidden);
  const field = visible.find(({ ref }) => !ref) ?? visible[0] ?? writable[0];
  if (!field) return undefined;
  const kept = visible.find((other) => other !== field && other.type !== 'datetime')?.name;
  const dated = field.type === 'datetime';
  const value = dated ? `${otherSample(field)}.toISOString()` : otherSample(field);
  return {
    name: field.name,
    value: field.ref ? `(await ${creationOf(field.ref.target, context)}).id` : value,
    target: field.ref?.target,
    json: dated,
    shown: !field.hidden,
    seen: context.has['cache'] === true && !field.hidden && spec.operations.includes('get'),
    after: kept === undefined ? 'changes' : `{ ...changes, ${kept}: before.${kept} }`,
  };
}
