/** The account routes in the API description. */
import { z } from 'zod';
import {
  type OpenApiTopic,
  createdAnswer,
  describePaths,
  emptyAnswer,
  itemAnswer,
} from '../../platform/http/openapi.js';
import {
  changePasswordBody,
  forgotPasswordBody,
  loginBody,
  logoutBody,
  refreshBody,
  registerBody,
  resetPasswordBody,
  updateMeBody,
  verifyEmailBody,
} from './auth.schema.js';

const account = z
  .object({
    id: z.uuid(),
    email: z.email(),
    emailVerifiedAt: z.iso.datetime().nullable(),
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

const topic: OpenApiTopic = {
  name: 'Accounts',
  description: 'Signing up, in and out with a password',
  example: {
    id: '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203',
    email: 'someone@example.com',
    emailVerifiedAt: '2026-01-31T12:00:00.000Z',
    name: 'Someone',
    role: 'user',
    createdAt: '2026-01-31T12:00:00.000Z',
    updatedAt: '2026-01-31T12:00:00.000Z',
    password: 'correct horse',
    currentPassword: 'correct horse',
    newPassword: 'battery staple',
    accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMThmM2Y1ZSJ9.c2lnbmF0dXJl',
    refreshToken: 'c2Vzc2lvbg.c2VjcmV0',
    tokenType: 'Bearer',
    expiresIn: 900,
    token: 'bWFpbGVkIHRva2VuIG9mIDI1NiByYW5kb20gYml0cw',
  },
};

export const authPaths = describePaths(topic, {
  '/auth/register': {
    post: {
      operationId: 'register',
      summary: 'Create an account',
      body: registerBody,
      answer: createdAnswer('The account', account),
      errors: ['CONFLICT'],
    },
  },
  '/auth/login': {
    post: {
      operationId: 'login',
      summary: 'Sign in with e-mail address and password',
      body: loginBody,
      answer: itemAnswer('Tokens of a new session', tokenPair),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/refresh': {
    post: {
      operationId: 'refresh',
      summary: 'Exchange a refresh token, once, for new tokens',
      body: refreshBody,
      answer: itemAnswer('New tokens of the session', tokenPair),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/logout': {
    post: {
      operationId: 'logout',
      summary: 'End the session of the refresh token, or else of the access token',
      body: logoutBody,
      answer: emptyAnswer('The session has ended'),
      errors: ['UNAUTHENTICATED'],
    },
  },
  '/auth/me': {
    get: {
      operationId: 'getMe',
      summary: 'The account of the caller',
      secured: true,
      answer: itemAnswer('The account', account),
    },
    patch: {
      operationId: 'updateMe',
      summary: 'Change the account of the caller',
      secured: true,
      conditional: true,
      body: updateMeBody,
      answer: itemAnswer('The changed account', account),
    },
  },
  '/auth/password/change': {
    post: {
      operationId: 'changePassword',
      summary: 'Change the password and end every other session',
      secured: true,
      body: changePasswordBody,
      answer: emptyAnswer('The password has changed'),
    },
  },
  '/auth/password/forgot': {
    post: {
      operationId: 'forgotPassword',
      summary: 'Have a link mailed that resets the password, if the address has an account',
      body: forgotPasswordBody,
      answer: emptyAnswer('The same whether there is an account or not'),
    },
  },
  '/auth/password/reset': {
    post: {
      operationId: 'resetPassword',
      summary: 'Choose a new password with a token out of a mail, and end every session',
      body: resetPasswordBody,
      answer: emptyAnswer('The password has changed'),
    },
  },
  '/auth/email/verification': {
    post: {
      operationId: 'requestEmailVerification',
      summary: 'Have another link mailed that verifies the address, unless it is verified',
      secured: true,
      answer: emptyAnswer('A mail is on its way, if one is needed'),
    },
  },
  '/auth/email/verify': {
    post: {
      operationId: 'verifyEmail',
      summary: 'Verify the address of an account with a token out of a mail',
      body: verifyEmailBody,
      answer: emptyAnswer('The address is verified'),
    },
  },
});
