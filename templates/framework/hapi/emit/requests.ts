/** Types of requests, as Prettier prints them. */

/** `type CreateRequest = ZodRequest<{ body: typeof newPostSchema }>;` */
export function typeOfRequest(name: string, schemas: Readonly<Record<string, string>>): string {
  const members = Object.entries(schemas).map(([part, schema]) => `${part}: typeof ${schema}`);
  const line = `type ${name} = ZodRequest<{ ${members.join('; ')} }>;`;
  if (line.length <= 100) return line;
  return [`type ${name} = ZodRequest<{`, ...members.map((member) => `  ${member};`), '}>;'].join('\n');
}
