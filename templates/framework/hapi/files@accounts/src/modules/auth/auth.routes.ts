/** The account routes: what they take, and who may use them. */
import type { ApiRoutes } from '../../platform/http/module.js';
import { jsonBody } from '../../platform/http/validation.js';
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

export function authRoutes(controller: AuthController): ApiRoutes {
  return (app) => {
    app.route({
      method: 'POST',
      path: '/register',
      options: { validate: { payload: jsonBody(registerBody) } },
      handler: controller.register,
    });
    app.route({
      method: 'POST',
      path: '/login',
      options: { validate: { payload: jsonBody(loginBody) } },
      handler: controller.login,
    });
    app.route({
      method: 'POST',
      path: '/refresh',
      options: { validate: { payload: jsonBody(refreshBody) } },
      handler: controller.refresh,
    });
    app.route({
      method: 'POST',
      path: '/logout',
      options: { validate: { payload: jsonBody(logoutBody.prefault({})) } },
      handler: controller.logout,
    });

    app.route({
      method: 'GET',
      path: '/me',
      options: { auth: 'caller' },
      handler: controller.me,
    });
    app.route({
      method: 'PATCH',
      path: '/me',
      options: { auth: 'caller', validate: { payload: jsonBody(updateMeBody) } },
      handler: controller.updateMe,
    });

    app.route({
      method: 'POST',
      path: '/password/change',
      options: { auth: 'caller', validate: { payload: jsonBody(changePasswordBody) } },
      handler: controller.changePassword,
    });
    app.route({
      method: 'POST',
      path: '/password/forgot',
      options: { validate: { payload: jsonBody(forgotPasswordBody) } },
      handler: controller.forgotPassword,
    });
    app.route({
      method: 'POST',
      path: '/password/reset',
      options: { validate: { payload: jsonBody(resetPasswordBody) } },
      handler: controller.resetPassword,
    });

    app.route({
      method: 'POST',
      path: '/email/verification',
      options: { auth: 'caller' },
      handler: controller.requestVerification,
    });
    app.route({
      method: 'POST',
      path: '/email/verify',
      options: { validate: { payload: jsonBody(verifyEmailBody) } },
      handler: controller.verifyEmail,
    });
  };
}
