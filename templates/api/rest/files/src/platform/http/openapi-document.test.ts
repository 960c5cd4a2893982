import { describe, expect, it } from 'vitest';
import { modules } from '../../modules.js';
import { healthPaths } from './health.openapi.js';
import { exampleOf, type OpenApiOperation, type OpenApiPaths } from './openapi.js';
import { openApiDocument } from './openapi-document.js';

interface Operation {
  operationId: string;
  deprecated?: boolean;
  responses: Record<string, unknown>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

function read(text: string): Document {
  return JSON.parse(text);
}

function operationsOf({ paths }: Document): Operation[] {
  return Object.values(paths).flatMap((item) => Object.values(item));
}

const text = openApiDocument(modules)();
const document = read(text);

describe('the OpenAPI document', () => {
  it('says which version it follows', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  it('gives every operation a name of its own', () => {
    const names = operationsOf(document).map(({ operationId }) => operationId);
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

describe('the examples', () => {
  const all: OpenApiPaths[] = [healthPaths, ...modules.map(({ openapi }) => openapi)];
  const operations = all
    .flatMap((paths) => Object.values(paths))
    .flatMap((item) => Object.values<OpenApiOperation>(item));

  it.each(operations)('of $operationId are what its schemas accept', (operation) => {
    const { topic, body } = operation;
    if (body) expect(body.safeParse(exampleOf(body, topic.example)).error).toBeUndefined();
    for (const { schema, examples } of [operation.answer].flat()) {
      for (const example of Object.values(examples?.(topic.example) ?? {})) {
        expect(schema?.safeParse(example).error).toBeUndefined();
      }
    }
  });
});

describe('two versions of a module', () => {
  const first = { path: '/things', openapi: healthPaths };
  const deprecation = { since: new Date('2026-01-31'), sunset: new Date('2027-01-31') };
  const versions = [
    { ...first, deprecation },
    { ...first, version: 2 },
  ];
  const both = read(openApiDocument(versions)());

  it('are both described, below paths of their own', () => {
    expect(both.paths['/api/v1/health/live']?.['get']).toMatchObject({
      operationId: 'getLiveness',
    });
    expect(both.paths['/api/v2/health/live']?.['get']).toMatchObject({
      operationId: 'getLivenessV2',
    });
  });

  it('say which of them is going to stop', () => {
    const deprecated = operationsOf(both).filter((operation) => operation.deprecated);
    expect(deprecated.map(({ operationId }) => operationId)).toEqual([
      'getLiveness',
      'getReadiness',
    ]);
    expect(both.paths['/api/v1/health/live']?.['get']?.responses['200']).toHaveProperty(
      'headers.Sunset',
    );
  });
});
