/** `client`: writes the OpenAPI document to client/openapi.json, for what makes types of it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { modules } from '../modules.js';
import { openApiDocument } from '../platform/http/openapi-document.js';

async function main(): Promise<void> {
  const document: unknown = JSON.parse(openApiDocument(modules)());
  await mkdir('client', { recursive: true });
  await writeFile('client/openapi.json', `${JSON.stringify(document, undefined, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
