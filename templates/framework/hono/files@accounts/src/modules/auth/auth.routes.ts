/** Paths and verbs of the account routes, and who may use them. */
import { Hono } from 'hono';
import { requireAuthentication } from '../../platform/http/guards.js';
import type { AppEnv } from '../../platform/http/pipeline.js';
import type { AuthController } from './auth.controller.js';

export function authRoutes(controller: AuthController): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/register', ...controller.register);
  routes.post('/login', ...controller.login);
  routes.post('/refresh', ...controller.refresh);
  routes.post('/logout', ...controller.logout);

  routes.get('/me', requireAuthentication, ...controller.me);
  routes.patch('/me', requireAuthentication, ...controller.updateMe);

  routes.post('/password/change', requireAuthentication, ...controller.changePassword);
  routes.post('/password/forgot', ...controller.forgotPassword);
  routes.post('/password/reset', ...controller.resetPassword);

  routes.post('/email/verification', requireAuthentication, ...controller.requestVerification);
  routes.post('/email/verify', ...controller.verifyEmail);

  return routes;
}
