/** Source text of values that a field accepts, for factories and tests. */
import type { FieldSpec } from '../../../../src/resource/spec.js';
import { decimalText, unscaled } from './decimals.js';
import { maxLength } from './field-types.js';
import { capital, literal } from './text.js';

/** A value the field accepts; for a unique field one that differs from call to call. */
export function sample(field: FieldSpec): string {
  return field.unique ? uniqueSample(field) : plainSample(field);
}

/** Another accepted value where there is one, for a change. */
export function otherSample(field: FieldSpec): string {
  switch (field.type) {
    case 'boolean':
      return 'false';
    case 'enum':
      return literal(field.values?.at(-1) ?? '');
    case 'string':
    case 'text':
      return field.unique ? uniqueSample(field) : text(`Another ${field.human}`, field);
    default:
      return sample(field);
  }
}

/** As {@link sample}, the same at every call. */
export function plainSample(field: FieldSpec): string {
  switch (field.type) {
    case 'string':
    case 'text':
      return text(capital(field.human), field);
    case 'slug':
      return text(field.human.replaceAll(' ', '-'), field);
    case 'email':
      return literal('someone@example.com');
    case 'url':
      return literal('https://example.com');
    case 'uuid':
      return literal('018f3f5e-1c2d-4a3b-8c4d-5e6f70819203');
    case 'integer':
      return String(clamp(42, field));
    case 'float':
      return String(clamp(1.5, field));
    case 'bigint':
      return literal(String(clampWhole(42n, field)));
    case 'decimal':
      return literal(decimalSample(field));
    case 'boolean':
      return 'true';
    case 'date':
      return literal(within('2026-01-31', field));
    case 'datetime':
      return `new Date(${literal(within('2026-01-31T12:00:00.000Z', field))})`;
    case 'json':
      return "{ key: 'value' }";
    case 'enum':
      return literal(field.values?.[0] ?? '');
    case 'ref':
      return 'null';
  }
}

function uniqueSample(field: FieldSpec): string {
  switch (field.type) {
    case 'string':
    case 'text':
      return uniqueText('randomUUID()', 36, field);
    case 'slug':
      return uniqueText("randomUUID().replaceAll('-', '')", 32, field);
    case 'email':
      return '`${randomUUID()}@example.com`';
    case 'url':
      return '`https://example.com/${randomUUID()}`';
    case 'uuid':
      return 'randomUUID()';
    case 'integer':
      return randomWhole(field);
    case 'float':
      return randomWhole(field);
    case 'bigint':
      return `String(${randomWhole(field)})`;
    case 'decimal':
      return `\`\${${randomWhole(field, decimalLimit(field))}}${fraction(field, '0')}\``;
    case 'date':
      return `new Date(${randomTime(field)}).toISOString().slice(0, 10)`;
    case 'datetime':
      return `new Date(${randomTime(field)})`;
    default:
      return plainSample(field);
  }
}

function text(words: string, field: FieldSpec): string {
  const least = Number(field.min ?? 0);
  if (least > 60) return `'x'.repeat(${least})`;
  const cut = words.slice(0, maxLength(field)).replace(/[ -]+$/, '');
  return literal(cut.padEnd(least, 'x'));
}

function uniqueText(expression: string, length: number, field: FieldSpec): string {
  const most = maxLength(field) ?? length;
  const least = Number(field.min ?? 0);
  if (most < length) return `${expression}.slice(0, ${most})`;
  return least > length ? `${expression}.padEnd(${least}, '0')` : expression;
}

function clamp(value: number, { min, max }: FieldSpec): number {
  const raised = Math.max(value, Number(min ?? value));
  return Math.min(raised, Number(max ?? raised));
}

function clampWhole(value: bigint, { min, max }: FieldSpec): bigint {
  const raised = min !== undefined && BigInt(min) > value ? BigInt(min) : value;
  return max !== undefined && BigInt(max) < raised ? BigInt(max) : raised;
}

function decimalSample(field: FieldSpec): string {
  const { precision = 10, scale = 2, min, max } = field;
  const whole = '10'.slice(0, Math.min(2, precision - scale)) || '0';
  let value = unscaled(whole + fraction(field, '5'), scale);
  if (min !== undefined && unscaled(String(min), scale) > value) value = unscaled(String(min), scale);
  if (max !== undefined && unscaled(String(max), scale) < value) value = unscaled(String(max), scale);
  return decimalText(value, scale);
}

/** `.50` for scale 2, nothing for scale 0. */
function fraction({ scale = 2 }: FieldSpec, first: string): string {
  return scale > 0 ? `.${first.padEnd(scale, '0')}` : '';
}

function decimalLimit({ precision = 10, scale = 2 }: FieldSpec): number {
  return 10 ** Math.min(9, Math.max(1, precision - scale)) - 1;
}

/** A call of randomInt that stays inside the field's bounds and, unless they say otherwise, above zero. */
function randomWhole({ min, max }: FieldSpec, limit = 2_147_483_646): string {
  const most = Math.min(max === undefined ? limit : Math.floor(Number(max)), 2 ** 46);
  const usual = most > 1 ? 1 : Math.max(most - 1_000_000_000, -limit);
  const least = min === undefined ? usual : Math.max(Math.ceil(Number(min)), -(2 ** 46));
  return `randomInt(${least}, ${most + 1})`;
}

function within(moment: string, { min, max }: FieldSpec): string {
  if (min !== undefined && String(min) > moment) return String(min);
  return max !== undefined && String(max) < moment ? String(max) : moment;
}

/** Milliseconds between the field's bounds, or in a century around now. */
function randomTime({ min, max }: FieldSpec): string {
  const late = min !== undefined && String(min) >= '2100';
  const early = max !== undefined && String(max) <= '2000';
  const from = min ?? (early ? '1900-01-01' : '2000-01-01');
  const to = max ?? (late ? '2200-01-01' : '2100-01-01');
  return `randomInt(Date.parse(${literal(String(from))}), Date.parse(${literal(String(to))}))`;
}
