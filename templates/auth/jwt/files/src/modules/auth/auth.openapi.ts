/** The account routes in the API description. */
import { z } from 'zod';
import {
  createdAnswer,
  emptyAnswer,
  itemAnswer,
  type OpenApiPaths,
} from '../../platform/http/openapi.js';
import {
  changePasswordBody,
  loginBody,
  logoutBody,
  refreshBody,
  registerBody,
  updateMeBody,
} from './auth.schema.js';

const account = z
  .object({
    id: z.uuid(),
    email: z.email(),
    name: z.string().nullable(),
    role: z.enum(['user', 'admin']),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'AuthAccount' });

const tokenPair = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires' }),
  })
  .meta({ id: 'AuthTokens' });

const tag = 'Accounts';

export const authPaths: OpenApiPaths = {
  '/auth/register': {
    post: {
      operationId: 'register',
      summary: 'Create an account',
      tag,
      body: registerBody,
      answer: createdAnswer('The account', account),
      errors: ['CONFLICT'],
    },
  },
  '/auth/login': {
    post: {
      operationId: 'login',
      summary: 'Sign in with e-mail address and password',
      tag,
      body: loginBody,
      answer: itemAnswer('Tokens of a new session', tokenPair),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/refresh': {
    post: {
      operationId: 'refresh',
      summary: 'Exchange a refresh token, once, for new tokens',
      tag,
      body: refreshBody,
      answer: itemAnswer('New tokens of the session', tokenPair),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/logout': {
    post: {
      operationId: 'logout',
      summary: 'End the session of the refresh token, or else of the access token',
      tag,
      body: logoutBody,
      answer: emptyAnswer('The session has ended'),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/me': {
    get: {
      operationId: 'getMe',
      summary: 'The account of the caller',
      tag,
      secured: true,
      answer: itemAnswer('The account', account),
    },
    patch: {
      operationId: 'updateMe',
      summary: 'Change the account of the caller',
      tag,
      secured: true,
      body: updateMeBody,
      answer: itemAnswer('The changed account', account),
    },
  },
  '/auth/password/change': {
    post: {
      operationId: 'changePassword',
      summary: 'Change the password and end every other session',
      tag,
      secured: true,
      body: changePasswordBody,
      answer: emptyAnswer('The password has changed'),
    },
  },
};
