/** Column types that Drizzle has not, or not as exactly: a table file declares those it uses. */

/** Source of each, by the name of its factory. */
export const customTypes: Readonly<Record<string, string>> = {
  bigintText: [
    '/** A whole number of 64 bits as text, because a JavaScript number loses digits. */',
    "const bigintText = customType<{ data: string }>({ dataType: () => 'bigint' });",
  ].join('\n'),
  dateTime: [
    "/** Drizzle's own timestamp takes the years 1 to 99 for those of the last hundred. */",
    'const dateTime = customType<{ data: Date; driverData: string }>({',
    "  dataType: () => 'timestamp (3) with time zone',",
    '  toDriver: (value) => value.toISOString(),',
    "  fromDriver: (text) => new Date(text.replace(' ', 'T').replace(/[+-]\\d\\d$/, '$&:00')),",
    '});',
  ].join('\n'),
  jsonValue: [
    "/** Drizzle's own jsonb parses a text once more: '5' would come back as 5. */",
    'const jsonValue = customType<{ data: JsonValue }>({',
    "  dataType: () => 'jsonb',",
    '  toDriver: (value) => JSON.stringify(value),',
    '});',
  ].join('\n'),
};
