/** How PostgreSQL spells the type of a field. */
import type { FieldSpec } from '../../../../src/resource/spec.js';

/** The longest `varchar` PostgreSQL allows. */
const longestVarchar = 10_485_760;

/**
 * The type in DDL. Enumerations are text with a CHECK constraint, which can lose and rename values later; a
 * PostgreSQL enum type cannot.
 */
export function columnType(field: FieldSpec): string {
  switch (field.type) {
    case 'string':
    case 'slug':
      return varchar(field, 255);
    case 'email':
      return varchar(field, 320);
    case 'url':
      return varchar(field, 2048);
    case 'text':
    case 'enum':
      return 'text';
    case 'uuid':
    case 'ref':
      return 'uuid';
    case 'integer':
    case 'bigint':
    case 'boolean':
    case 'date':
      return field.type;
    case 'float':
      return 'double precision';
    case 'decimal':
      return `numeric(${field.precision ?? 10}, ${field.scale ?? 2})`;
    case 'datetime':
      return 'timestamptz(3)';
    case 'json':
      return 'jsonb';
  }
}

function varchar(field: FieldSpec, standard: number): string {
  const length = typeof field.max === 'number' ? field.max : standard;
  return length > longestVarchar ? 'text' : `varchar(${length})`;
}
