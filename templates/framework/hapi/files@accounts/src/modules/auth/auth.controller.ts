/** Account requests: calls the service and words the answers. */
import type { Request } from '@hapi/hapi';
import type { z } from 'zod';
import { principalOf } from '../../platform/http/authentication.js';
import { preconditions } from '../../platform/http/etag.js';
import type { Toolkit } from '../../platform/http/response.js';
import { itemBody } from '../../platform/http/responses.js';
import type { ZodRequest } from '../../platform/http/validation.js';
import { apiRoot } from '../../platform/http/versions.js';
import type { PasswordRecovery } from './auth.recovery.js';
import type {
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
import type { AuthService } from './auth.service.js';
import type { EmailVerification } from './auth.verification.js';

type RequestOf<Body extends z.ZodType> = ZodRequest<{ Payload: Body }>;

export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly recovery: PasswordRecovery,
    private readonly verification: EmailVerification,
  ) {}

  readonly register = async ({ payload, path }: RequestOf<typeof registerBody>, h: Toolkit) => {
    const account = await this.auth.register(payload);
    return h
      .response(itemBody(account))
      .code(201)
      .location(`${apiRoot(path)}/auth/me`);
  };

  readonly login = async ({ payload }: RequestOf<typeof loginBody>) =>
    itemBody(await this.auth.login(payload));

  readonly refresh = async ({ payload }: RequestOf<typeof refreshBody>) =>
    itemBody(await this.auth.refresh(payload.refreshToken));

  readonly logout = async ({ app, payload }: RequestOf<typeof logoutBody>, h: Toolkit) => {
    await this.auth.logout(app.principal, payload.refreshToken);
    return h.response().code(204);
  };

  readonly me = async (request: Request) => itemBody(await this.auth.me(principalOf(request)));

  readonly updateMe = async (request: RequestOf<typeof updateMeBody>) => {
    const check = preconditions(request.headers);
    return itemBody(await this.auth.updateMe(principalOf(request), request.payload, check));
  };

  readonly changePassword = async (request: RequestOf<typeof changePasswordBody>, h: Toolkit) => {
    await this.auth.changePassword(principalOf(request), request.payload);
    return h.response().code(204);
  };

  readonly forgotPassword = async (
    { payload }: RequestOf<typeof forgotPasswordBody>,
    h: Toolkit,
  ) => {
    this.recovery.request(payload.email);
    return h.response().code(204);
  };

  readonly resetPassword = async ({ payload }: RequestOf<typeof resetPasswordBody>, h: Toolkit) => {
    await this.recovery.reset(payload);
    return h.response().code(204);
  };

  readonly requestVerification = async (request: Request, h: Toolkit) => {
    await this.auth.requestVerification(principalOf(request));
    return h.response().code(204);
  };

  readonly verifyEmail = async ({ payload }: RequestOf<typeof verifyEmailBody>, h: Toolkit) => {
    await this.verification.verify(payload.token);
    return h.response().code(204);
  };
}
