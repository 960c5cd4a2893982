/** Password accounts, below /api/v1/auth. */
import type { ApiModule } from '../../platform/http/module.js';
import { AuthController } from './auth.controller.js';
import { authPaths } from './auth.openapi.js';
import { authRoutes } from './auth.routes.js';

export const authModule: ApiModule = {
  path: '/auth',
  openapi: authPaths,
  routes: ({ auth, passwordRecovery, emailVerification }) =>
    authRoutes(new AuthController(auth, passwordRecovery, emailVerification)),
};
