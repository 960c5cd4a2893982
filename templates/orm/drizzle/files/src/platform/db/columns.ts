/** Types of columns that Drizzle has not, or not as exactly. */
import { customType } from 'drizzle-orm/pg-core';
import type { JsonValue } from '../../shared/json.js';

/** A whole number of 64 bits as text, because a JavaScript number loses digits. */
export const bigintText = customType<{ data: string }>({ dataType: () => 'bigint' });

/** Drizzle's own timestamp takes the years 1 to 99 for those of the last hundred. */
export const dateTime = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (value) => value.toISOString(),
  fromDriver: (text) => new Date(text.replace(' ', 'T').replace(/[+-]\d\d$/, '$&:00')),
});

/** Drizzle's own jsonb parses a text once more: '5' would come back as 5. */
export const jsonValue = customType<{ data: JsonValue }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
});
