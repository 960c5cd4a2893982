/** Password accounts with JWT access tokens and rotating refresh tokens. The framework owns the routes. */
import { defineFragment, type EnvVar } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';

function env(audience: string): EnvVar[] {
  return [
    {
      name: 'JWT_SECRET',
      schema: "secret('development-secret-which-production-refuses')",
      example: 'change-me-to-the-output-of-openssl-rand-base64-48',
      description: 'Key that signs access tokens; at least 32 characters, random',
      required: 'production',
      secret: true,
    },
    {
      name: 'JWT_ISSUER',
      schema: `z.string().default('${audience}')`,
      example: audience,
      description: 'Issuer that access tokens name and must name',
      required: 'never',
    },
    {
      name: 'JWT_AUDIENCE',
      schema: `z.string().default('${audience}')`,
      example: audience,
      description: 'Audience that access tokens name and must name',
      required: 'never',
    },
    {
      name: 'ACCESS_TOKEN_TTL_SECONDS',
      schema: 'wholeNumber(900, 86_400)',
      example: '900',
      description: 'Life of an access token, which cannot be revoked: 15 minutes',
      required: 'never',
    },
    {
      name: 'REFRESH_TOKEN_TTL_SECONDS',
      schema: 'wholeNumber(2_592_000, 31_536_000)',
      example: '2592000',
      description: 'Time until a user has to sign in again: 30 days',
      required: 'never',
    },
  ];
}

const container = { file: 'src/container.ts', symbol: 'createContainer' };

function wiring(persistence: string): WiringOp[] {
  const implementation = (name: string) => `src/modules/${name}/${name}.repository.${persistence}.ts`;
  return [
    statement('users', 'createUserRepository', '(database.client)', implementation('user')),
    statement('sessions', 'createSessionRepository', '(database.client)', implementation('session')),
    statement('accessTokens', 'AccessTokens', '(env)', 'src/platform/auth/access-tokens.ts'),
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'users' },
    property('authenticator', 'BearerAuthenticator', '(accessTokens)', 'src/platform/auth/bearer-authenticator.ts'),
    property(
      'auth',
      'AuthService',
      '(users, sessions, accessTokens, env.REFRESH_TOKEN_TTL_SECONDS)',
      'src/modules/auth/auth.service.ts',
    ),
  ];
}

/** A constant of the container, made by a function or a class of the file. */
function statement(name: string, maker: string, args: string, from: string): WiringOp {
  const value = `${/^[A-Z]/.test(maker) ? 'new ' : ''}${maker}${args}`;
  const imports = [{ from, names: [maker] }];
  return { op: 'addStatement', at: container, name, statement: `const ${name} = ${value};`, imports };
}

/** A property of the container, made by a class of the file. */
function property(key: string, maker: string, args: string, from: string): WiringOp {
  const at = { ...container, path: ['return'] };
  return { op: 'addProperty', at, key, value: `new ${maker}${args}`, imports: [{ from, names: [maker] }] };
}

export default defineFragment({
  kind: 'auth',
  id: 'jwt',
  title: 'JWT',
  help: 'Register and log in with a password; short access tokens, rotating refresh tokens',
  requires: [{ kind: 'database', reason: 'a database for its users and sessions' }],
  provides: ['accounts', 'tokens'],
  dependencies: ['@node-rs/argon2', 'fast-jwt', 'zod'],
  env: ({ project }) => env(project.name),
  resources: [
    {
      line: [
        'user',
        'email:email:unique',
        'name:string:optional',
        'passwordHash:string:hidden',
        'passwordVersion:integer:hidden:default=1',
        'role:enum=user,admin:default=user',
      ].join(' '),
      methods: ['findById', 'findByIds', 'findBy=email', 'create', 'update', 'updateIf'],
      shown: ['name'],
    },
    {
      line: [
        'session',
        'user:ref=user:cascade',
        'tokenHash:string:hidden',
        'passwordVersion:integer:hidden',
        'expiresAt:datetime',
      ].join(' '),
      methods: ['findById', 'list', 'create', 'updateIf', 'delete'],
    },
  ],
  wiring: ({ facts }) => wiring(facts.persistence ?? ''),
});
