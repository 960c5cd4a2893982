/** Account requests: calls the service and words the answers. */
import type { z } from 'zod';
import type { Checked } from '../../platform/http/checked.js';
import { preconditions } from '../../platform/http/etag.js';
import { principalOf } from '../../platform/http/guards.js';
import type { AppContext } from '../../platform/http/pipeline.js';
import { itemBody } from '../../platform/http/responses.js';
import { sendJson } from '../../platform/http/send.js';
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

type ContextOf<Body extends z.ZodType> = Checked<{ json: Body }>;

export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly recovery: PasswordRecovery,
    private readonly verification: EmailVerification,
  ) {}

  readonly register = async (c: ContextOf<typeof registerBody>) => {
    const account = await this.auth.register(c.req.valid('json'));
    return c.json(itemBody(account), 201, { location: `${apiRoot(c.req.path)}/auth/me` });
  };

  readonly login = async (c: ContextOf<typeof loginBody>) =>
    c.json(itemBody(await this.auth.login(c.req.valid('json'))));

  readonly refresh = async (c: ContextOf<typeof refreshBody>) =>
    c.json(itemBody(await this.auth.refresh(c.req.valid('json').refreshToken)));

  readonly logout = async (c: ContextOf<z.ZodOptional<typeof logoutBody>>) => {
    await this.auth.logout(c.get('principal'), c.req.valid('json')?.refreshToken);
    return c.body(null, 204);
  };

  readonly me = async (c: AppContext) => sendJson(c, itemBody(await this.auth.me(principalOf(c))));

  readonly updateMe = async (c: ContextOf<typeof updateMeBody>) => {
    const check = preconditions(c.req.header());
    return c.json(itemBody(await this.auth.updateMe(principalOf(c), c.req.valid('json'), check)));
  };

  readonly changePassword = async (c: ContextOf<typeof changePasswordBody>) => {
    await this.auth.changePassword(principalOf(c), c.req.valid('json'));
    return c.body(null, 204);
  };

  readonly forgotPassword = async (c: ContextOf<typeof forgotPasswordBody>) => {
    this.recovery.request(c.req.valid('json').email);
    return c.body(null, 204);
  };

  readonly resetPassword = async (c: ContextOf<typeof resetPasswordBody>) => {
    await this.recovery.reset(c.req.valid('json'));
    return c.body(null, 204);
  };

  readonly requestVerification = async (c: AppContext) => {
    await this.auth.requestVerification(principalOf(c));
    return c.body(null, 204);
  };

  readonly verifyEmail = async (c: ContextOf<typeof verifyEmailBody>) => {
    await this.verification.verify(c.req.valid('json').token);
    return c.body(null, 204);
  };
}
