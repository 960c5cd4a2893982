/** Paths and verbs of the account routes, and who may use them. */
import { Router } from 'express';
import { jsonBody } from '../../platform/http/body.js';
import { requireAuthentication } from '../../platform/http/guards.js';
import { otherMethods } from '../../platform/http/not-found.js';
import type { AuthController } from './auth.controller.js';

export function authRoutes(controller: AuthController): Router {
  const router = Router({ caseSensitive: true });

  router.route('/register').post(jsonBody, controller.register).all(otherMethods);
  router.route('/login').post(jsonBody, controller.login).all(otherMethods);
  router.route('/refresh').post(jsonBody, controller.refresh).all(otherMethods);
  router.route('/logout').post(jsonBody, controller.logout).all(otherMethods);

  const me = router.route('/me');
  me.get(requireAuthentication, controller.me);
  me.patch(requireAuthentication, jsonBody, controller.updateMe);
  me.all(otherMethods);

  const password = router.route('/password/change');
  password.post(requireAuthentication, jsonBody, controller.changePassword);
  password.all(otherMethods);
  router.route('/password/forgot').post(jsonBody, controller.forgotPassword).all(otherMethods);
  router.route('/password/reset').post(jsonBody, controller.resetPassword).all(otherMethods);

  const verification = router.route('/email/verification');
  verification.post(requireAuthentication, jsonBody, controller.requestVerification);
  verification.all(otherMethods);
  router.route('/email/verify').post(jsonBody, controller.verifyEmail).all(otherMethods);

  return router;
}
