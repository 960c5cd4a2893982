/** Password accounts with JWT access tokens and rotating refresh tokens. The framework owns the routes. */
import { defineFragment, type EnvVar } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';

function tokenEnv(audience: string): EnvVar[] {
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
  ];
}

const lifetimes: readonly EnvVar[] = [
  seconds('ACCESS_TOKEN', '900', '86_400', 'Life of an access token, which cannot be revoked: 15 minutes'),
  seconds('REFRESH_TOKEN', '2_592_000', '31_536_000', 'Time until a user has to sign in again: 30 days'),
  seconds('PASSWORD_RESET', '1800', '86_400', 'Life of a link that resets a password: 30 minutes'),
  seconds('EMAIL_VERIFICATION', '86_400', '2_592_000', 'Life of a link that verifies an e-mail address: 24 hours'),
];

/** How long something lives; numbers as they stand in source text. */
function seconds(what: string, usual: string, longest: string, description: string): EnvVar {
  return {
    name: `${what}_TTL_SECONDS`,
    schema: `wholeNumber(${usual}, ${longest})`,
    example: usual.replaceAll('_', ''),
    description,
    required: 'never',
  };
}

const container = { file: 'src/container.ts', symbol: 'createContainer' };

function wiring(persistence: string): WiringOp[] {
  const repository = (name: string) => `src/modules/${name}/${name}.repository.${persistence}.ts`;
  return [
    statement('mailer', 'createMailer', '(env, logger)', 'src/platform/mail/mailer.ts'),
    statement('background', 'Background', '(logger)', 'src/shared/background.ts'),
    statement('users', 'createUserRepository', '(database.client)', repository('user')),
    statement('sessions', 'createSessionRepository', '(database.client)', repository('session')),
    statement('accountTokens', 'createAccountTokenRepository', '(database.client)', repository('account-token')),
    statement('accessTokens', 'AccessTokens', '(env)', 'src/platform/auth/access-tokens.ts'),
    statement('oneTimeTokens', 'OneTimeTokens', '(accountTokens, mailer, env)', 'src/modules/auth/auth.tokens.ts'),
    statement(
      'emailVerification',
      'EmailVerification',
      '(users, oneTimeTokens, background)',
      'src/modules/auth/auth.verification.ts',
    ),
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'users' },
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'mailer' },
    property('authenticator', 'BearerAuthenticator', '(accessTokens)', 'src/platform/auth/bearer-authenticator.ts'),
    property(
      'auth',
      'AuthService',
      '(users, sessions, accessTokens, emailVerification, env)',
      'src/modules/auth/auth.service.ts',
    ),
    property(
      'passwordRecovery',
      'PasswordRecovery',
      '(users, oneTimeTokens, background)',
      'src/modules/auth/auth.recovery.ts',
    ),
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'emailVerification' },
    // After the database, so that shutdown lets the work finish before it closes what the work needs.
    { op: 'addProperty', at: { ...container, path: ['return', 'dependencies'] }, key: 'background' },
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
  provides: ['accounts', 'mail', 'tokens'],
  dependencies: ['@node-rs/argon2', 'fast-jwt', 'zod'],
  env: ({ project }) => [...tokenEnv(project.name), ...lifetimes],
  resources: [
    {
      line: [
        'user',
        'email:email:unique',
        'emailVerifiedAt:datetime:optional',
        'name:string:optional',
        'passwordHash:string:hidden',
        'passwordVersion:integer:hidden:default=1',
        'role:enum=user,admin:default=user',
      ].join(' '),
      methods: ['findById', 'findByIds', 'findBy=email', 'create', 'update', 'updateIf'],
      checks: true,
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
    {
      line: [
        'accountToken',
        'user:ref=user:cascade',
        'purpose:enum=passwordReset,emailVerification',
        'tokenHash:string:unique:hidden',
        'passwordVersion:integer:hidden',
        'expiresAt:datetime:index',
      ].join(' '),
      methods: ['findBy=tokenHash', 'list', 'create', 'delete'],
    },
  ],
  wiring: ({ facts }) => wiring(facts.persistence ?? ''),
});
