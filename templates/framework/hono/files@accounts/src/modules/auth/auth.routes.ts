/** The account routes: what they take, and who may use them. */
import { Hono } from 'hono';
import { jsonBody } from '../../platform/http/body.js';
import { requireAuthentication } from '../../platform/http/guards.js';
import type { AppEnv } from '../../platform/http/pipeline.js';
import type { AuthController } from './auth.controller.js';
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

export function authRoutes(controller: AuthController): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/register', jsonBody(registerBody), controller.register);
  routes.post('/login', jsonBody(loginBody), controller.login);
  routes.post('/refresh', jsonBody(refreshBody), controller.refresh);
  routes.post('/logout', jsonBody(logoutBody.optional()), controller.logout);

  routes.get('/me', requireAuthentication, controller.me);
  routes.patch('/me', requireAuthentication, jsonBody(updateMeBody), controller.updateMe);
  routes.post(
    '/password/change',
    requireAuthentication,
    jsonBody(changePasswordBody),
    controller.changePassword,
  );
  routes.post('/password/forgot', jsonBody(forgotPasswordBody), controller.forgotPassword);
  routes.post('/password/reset', jsonBody(resetPasswordBody), controller.resetPassword);

  routes.post('/email/verification', requireAuthentication, controller.requestVerification);
  routes.post('/email/verify', jsonBody(verifyEmailBody), controller.verifyEmail);

  return routes;
}
