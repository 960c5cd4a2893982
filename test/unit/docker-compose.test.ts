import { describe, expect, it } from 'vitest';
import type { EnvVar, FragmentContext, ServiceFact } from '../../src/catalog/fragment.js';
import { composeEnvironment, composeServices, imageName } from '../../templates/deploy/docker/emit/compose.js';

const postgres: ServiceFact = {
  name: 'postgres',
  title: 'PostgreSQL',
  image: 'postgres:17',
  port: 5432,
  environment: { POSTGRES_USER: 'app' },
  healthcheck: ['pg_isready', '-U', "o'app"],
  volume: '/var/lib/postgresql/data',
  url: { variable: 'DATABASE_URL', value: 'postgres://postgres:5432/app' },
};

function variable(name: string, required: EnvVar['required']): EnvVar {
  return { name, schema: 'z.string()', example: 'x', description: 'x', required };
}

function contextWith(env: readonly EnvVar[]): FragmentContext {
  return { env, facts: { services: [postgres], ignored: [], runtimeFiles: [] } } as unknown as FragmentContext;
}

describe('compose.yaml', () => {
  it('points the app at its services, demands what must be set and passes on the rest', () => {
    const env = [
      variable('HOST', 'never'),
      variable('PORT', 'never'),
      variable('DATABASE_URL', 'production'),
      variable('JWT_SECRET', 'production'),
      variable('LOG_LEVEL', 'never'),
    ];
    expect(composeEnvironment(contextWith(env))).toEqual([
      { key: 'DATABASE_URL', value: 'postgres://postgres:5432/app' },
      { key: 'JWT_SECRET', value: '${JWT_SECRET:?set it in .env}' },
      { key: 'LOG_LEVEL', value: '${LOG_LEVEL:-}' },
    ]);
  });

  it('runs each service with its healthcheck and a volume', () => {
    expect(composeServices(contextWith([]))).toEqual([
      {
        name: 'postgres',
        image: 'postgres:17',
        environment: [{ key: 'POSTGRES_USER', value: 'app' }],
        healthcheck: "['CMD', 'pg_isready', '-U', 'o''app']",
        volume: { key: 'postgres-data', value: '/var/lib/postgresql/data' },
      },
    ]);
  });
});

it.each([
  ['my-api', 'my-api'],
  ['@acme/My_API', 'acme-my_api'],
  ['a.b~c', 'a-b-c'],
  ['...', 'app'],
])('an image of %s is called %s', (project, image) => {
  expect(imageName(project)).toBe(image);
});
