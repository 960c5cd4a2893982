/** The account routes: what they take, and who may use them. */
import { requireAuthentication } from '../../platform/http/guards.js';
import type { ZodPlugin } from '../../platform/http/zod-provider.js';
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

export function authRoutes(controller: AuthController): ZodPlugin {
  return async (app) => {
    app.post('/register', { schema: { body: registerBody } }, controller.register);
    app.post('/login', { schema: { body: loginBody } }, controller.login);
    app.post('/refresh', { schema: { body: refreshBody } }, controller.refresh);
    app.post('/logout', { schema: { body: logoutBody.optional() } }, controller.logout);

    app.get('/me', { onRequest: requireAuthentication }, controller.me);
    app.route({
      method: 'PATCH',
      url: '/me',
      onRequest: requireAuthentication,
      schema: { body: updateMeBody },
      handler: controller.updateMe,
    });
    app.route({
      method: 'POST',
      url: '/password/change',
      onRequest: requireAuthentication,
      schema: { body: changePasswordBody },
      handler: controller.changePassword,
    });
    app.post(
      '/password/forgot',
      { schema: { body: forgotPasswordBody } },
      controller.forgotPassword,
    );
    app.post('/password/reset', { schema: { body: resetPasswordBody } }, controller.resetPassword);

    app.post(
      '/email/verification',
      { onRequest: requireAuthentication },
      controller.requestVerification,
    );
    app.post('/email/verify', { schema: { body: verifyEmailBody } }, controller.verifyEmail);
  };
}
