/** Paths and verbs of the account routes, and who may use them. */
import { Router } from 'express';
import { requireAuthentication } from '../../platform/http/guards.js';
import { otherMethods } from '../../platform/http/not-found.js';
import type { AuthController } from './auth.controller.js';

export function authRoutes(controller: AuthController): Router {
  const router = Router();

  router.route('/register').post(controller.register).all(otherMethods);
  router.route('/login').post(controller.login).all(otherMethods);
  router.route('/refresh').post(controller.refresh).all(otherMethods);
  router.route('/logout').post(controller.logout).all(otherMethods);

  const me = router.route('/me');
  me.get(requireAuthentication, controller.me);
  me.patch(requireAuthentication, controller.updateMe);
  me.all(otherMethods);

  const password = router.route('/password/change');
  password.post(requireAuthentication, controller.changePassword);
  password.all(otherMethods);

  return router;
}
