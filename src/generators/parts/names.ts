/** Names of middleware, services and migrations: any spelling in, every form out, or a refusal. */
import type { PartNames } from '../../catalog/fragment.js';
import { UserError } from '../../errors.js';
import { deviceName, prototypeNames, reservedVariables } from '../../resource/reserved.js';
import { camelCase, namePattern, pascalCase, splitWords } from '../../resource/words.js';
import { printable } from '../../selection/printable.js';

/** What is named. */
export type PartKind = 'middleware' | 'service' | 'migration';

const longest: Readonly<Record<PartKind, number>> = { middleware: 40, service: 40, migration: 60 };

/**
 * All forms of a part's name. `rate-window`, `rateWindow` and `RateWindowMiddleware` are the same middleware.
 *
 * @throws UserError `USAGE` for a name that cannot be
 */
export function partNames(raw: string, kind: PartKind): PartNames {
  const words = wordsOf(raw, kind);
  const variable = camelCase(words);
  // A property of the container may be called as it likes, a function may not.
  const taken = kind === 'middleware' && reservedVariables.has(variable);
  const human = words.join(' ');
  return {
    file: words.join('-'),
    class: pascalCase(words),
    variable: taken ? `${variable}Middleware` : variable,
    human,
    capital: human.charAt(0).toUpperCase() + human.slice(1),
  };
}

/** `add search index`, `AddSearchIndex` → `add_search_index`. */
export function migrationName(raw: string): string {
  return wordsOf(raw.trim().replaceAll(/\s+/g, '-'), 'migration').join('_');
}

function wordsOf(raw: string, kind: PartKind): string[] {
  const fault = faultOf(raw, kind);
  if (fault !== undefined) throw refusal(raw, kind, fault);
  const words = splitWords(raw);
  // `TenantMiddleware` says twice what it is.
  const own = words.length > 1 && words.at(-1) === kind ? words.slice(0, -1) : words;
  if (prototypeNames.has(camelCase(own)))
    throw refusal(raw, kind, 'every JavaScript object has a property of that name');
  if (deviceName.test(own.join('-'))) throw refusal(raw, kind, 'Windows keeps this name for a device');
  return own;
}

function faultOf(raw: string, kind: PartKind): string | undefined {
  if (raw === '') return 'it is empty';
  if (raw.length > longest[kind]) return `a name has at most ${longest[kind]} characters`;
  if (prototypeNames.has(raw)) return 'every JavaScript object has a property of that name';
  if (/^\d/.test(raw)) return 'a name starts with a letter';
  if (!namePattern.test(raw)) return 'a name is made of the letters a-z, digits and single - or _ between them';
  return undefined;
}

function refusal(raw: string, kind: PartKind, fault: string): UserError {
  const near = raw
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .join('-');
  const works = near !== raw && faultOf(near, kind) === undefined && !deviceName.test(near);
  return new UserError({
    code: 'USAGE',
    message: `A ${kind} cannot be called "${printable(raw)}": ${fault}.`,
    ...(works ? { hint: `this would work: ${near}` } : {}),
  });
}
