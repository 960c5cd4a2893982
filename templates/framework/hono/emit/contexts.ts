/** Types of the contexts that handlers take, as Prettier prints them. */

/** `type CreateContext = Checked<{ json: typeof newPostSchema }>;` */
export function typeOfContext(name: string, schemas: Readonly<Record<string, string>>): string {
  const members = Object.entries(schemas).map(([target, schema]) => `${target}: typeof ${schema}`);
  const line = `type ${name} = Checked<{ ${members.join('; ')} }>;`;
  if (line.length <= 100) return line;
  return [`type ${name} = Checked<{`, ...members.map((member) => `  ${member};`), '}>;'].join('\n');
}
