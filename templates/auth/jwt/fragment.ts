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

function wiring(persistence: string): WiringOp[] {
  const body = { file: 'src/container.ts', symbol: 'createContainer' };
  const returned = { ...body, path: ['return'] };
  return [
    {
      op: 'addStatement',
      at: body,
      name: 'users',
      statement: 'const users = createUserRepository(database.client);',
      imports: [{ from: `src/modules/user/user.repository.${persistence}.ts`, names: ['createUserRepository'] }],
    },
    {
      op: 'addStatement',
      at: body,
      name: 'sessions',
      statement: 'const sessions = createSessionRepository(database.client);',
      imports: [
        { from: `src/modules/session/session.repository.${persistence}.ts`, names: ['createSessionRepository'] },
      ],
    },
    {
      op: 'addStatement',
      at: body,
      name: 'accessTokens',
      statement: 'const accessTokens = new AccessTokens(env);',
      imports: [{ from: 'src/platform/auth/access-tokens.ts', names: ['AccessTokens'] }],
    },
    { op: 'addProperty', at: returned, key: 'users' },
    {
      op: 'addProperty',
      at: returned,
      key: 'authenticator',
      value: 'new BearerAuthenticator(accessTokens)',
      imports: [{ from: 'src/platform/auth/bearer-authenticator.ts', names: ['BearerAuthenticator'] }],
    },
    {
      op: 'addProperty',
      at: returned,
      key: 'auth',
      value: 'new AuthService(users, sessions, accessTokens, env.REFRESH_TOKEN_TTL_SECONDS)',
      imports: [{ from: 'src/modules/auth/auth.service.ts', names: ['AuthService'] }],
    },
  ];
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
      methods: ['findById', 'findBy=email', 'create', 'update', 'updateIf'],
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
