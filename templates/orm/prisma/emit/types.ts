/** How Prisma spells the column types that the database's dialect names. The dialect decides, this file follows. */

/** One type in its three spellings. */
export interface PrismaType {
  /** Scalar of the schema language, which is also the client's type: `Decimal`. */
  scalar: string;
  /** Attribute of the schema language, where the scalar alone would mean another column type: `@db.Decimal(10, 2)`. */
  native?: string;
  /** As Prisma writes it in a migration: `DECIMAL(10,2)`. */
  sql: string;
}

interface Spelling {
  scalar: string;
  native?: string;
  sql: string;
}

const spellings: Readonly<Record<string, Spelling>> = {
  varchar: { scalar: 'String', native: 'VarChar', sql: 'VARCHAR' },
  text: { scalar: 'String', sql: 'TEXT' },
  uuid: { scalar: 'String', native: 'Uuid', sql: 'UUID' },
  integer: { scalar: 'Int', sql: 'INTEGER' },
  bigint: { scalar: 'BigInt', sql: 'BIGINT' },
  'double precision': { scalar: 'Float', sql: 'DOUBLE PRECISION' },
  numeric: { scalar: 'Decimal', native: 'Decimal', sql: 'DECIMAL' },
  boolean: { scalar: 'Boolean', sql: 'BOOLEAN' },
  date: { scalar: 'DateTime', native: 'Date', sql: 'DATE' },
  timestamptz: { scalar: 'DateTime', native: 'Timestamptz', sql: 'TIMESTAMPTZ' },
  jsonb: { scalar: 'Json', sql: 'JSONB' },
};

/** @param columnType as the dialect spells it: `numeric(10, 2)` */
export function prismaType(columnType: string): PrismaType {
  const [, name = '', args = ''] = /^([a-z ]+)(?:\((.+)\))?$/.exec(columnType) ?? [];
  const spelling = spellings[name];
  if (!spelling) throw new Error(`Prisma has no spelling for the column type ${columnType}`);
  const { scalar, native, sql } = spelling;
  return {
    scalar,
    ...(native && { native: `@db.${native}${args && `(${args})`}` }),
    sql: args ? `${sql}(${args.replace(/\s/g, '')})` : sql,
  };
}
