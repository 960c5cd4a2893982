import { describe, expect, it } from 'vitest';
import { modules } from '../../modules.js';
import { openApiDocument } from './openapi-document.js';

interface Operation {
  operationId: string;
  responses: Record<string, unknown>;
}

const text = openApiDocument(modules)();
const document: { openapi: string; paths: Record<string, Record<string, Operation>> } =
  JSON.parse(text);
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

describe('the OpenAPI document', () => {
  it('says which version it follows', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  it('gives every operation a name of its own', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('describes what can go wrong', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      if (!path.startsWith('/api/')) continue;
      for (const { responses } of Object.values(item)) expect(responses).toHaveProperty('500');
    }
  });

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    for (const reference of references) expect(document).toHaveProperty(reference.split('/'));
  });
});
