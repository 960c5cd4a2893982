/** Environment variables every service has, whatever is chosen. */
import type { EnvVar } from '../../../../src/catalog/fragment.js';

/** In the order they stand in src/config/env.ts and .env.example. */
export const serverEnv: readonly EnvVar[] = [
  {
    name: 'HOST',
    schema: "z.string().default(production ? '0.0.0.0' : '127.0.0.1')",
    example: '127.0.0.1',
    description: 'Address to listen on; in production all addresses unless set',
    required: 'never',
  },
  {
    name: 'PORT',
    schema: 'wholeNumber(3000, 65_535)',
    example: '3000',
    description: 'Port to listen on',
    required: 'never',
  },
  {
    name: 'LOG_LEVEL',
    schema: "z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional()",
    example: 'info',
    description: 'Least level that is logged; tests are silent unless it is set',
    required: 'never',
  },
  {
    name: 'CORS_ORIGINS',
    schema: 'origins()',
    example: 'https://example.com,https://admin.example.com',
    description: 'Origins browsers may call from, joined by commas; none unless set',
    required: 'never',
  },
  {
    name: 'TRUST_PROXY',
    schema: 'wholeNumber(0, 10)',
    example: '1',
    description: 'Number of reverse proxies in front, whose X-Forwarded-For is believed',
    required: 'never',
  },
];

/** Variables of a service that sends mail. */
export const mailEnv: readonly EnvVar[] = [
  {
    name: 'SMTP_URL',
    schema: 'z.url({ protocol: /^smtps?$/ }).optional()',
    example: 'smtps://user:password@mail.example.com:465',
    description: 'Server that takes mail; without one mails are shown in the log, but never in production',
    required: 'never',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    schema: "sender('no-reply@localhost')",
    example: 'Example <no-reply@example.com>',
    description: 'Sender of mails; set it together with SMTP_URL',
    required: 'never',
  },
  {
    name: 'APP_URL',
    schema: "z.url({ protocol: /^https?$/ }).default('http://localhost:3000')",
    example: 'https://app.example.com',
    description: 'Where the pages are that links in mails lead to; set it together with SMTP_URL',
    required: 'never',
  },
];
