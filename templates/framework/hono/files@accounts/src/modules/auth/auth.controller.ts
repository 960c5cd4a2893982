/** Account requests: checks them, calls the service and words the answers. */
import { jsonBody } from '../../platform/http/body.js';
import { preconditions } from '../../platform/http/etag.js';
import { principalOf } from '../../platform/http/guards.js';
import { createHandlers } from '../../platform/http/handlers.js';
import { itemBody } from '../../platform/http/responses.js';
import { sendJson } from '../../platform/http/send.js';
import { apiRoot } from '../../platform/http/versions.js';
import type { PasswordRecovery } from './auth.recovery.js';
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
import type { AuthService } from './auth.service.js';
import type { EmailVerification } from './auth.verification.js';

export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly recovery: PasswordRecovery,
    private readonly verification: EmailVerification,
  ) {}

  readonly register = createHandlers(jsonBody(registerBody), async (c) => {
    const account = await this.auth.register(c.req.valid('json'));
    return c.json(itemBody(account), 201, { location: `${apiRoot(c.req.path)}/auth/me` });
  });

  readonly login = createHandlers(jsonBody(loginBody), async (c) =>
    c.json(itemBody(await this.auth.login(c.req.valid('json')))),
  );

  readonly refresh = createHandlers(jsonBody(refreshBody), async (c) =>
    c.json(itemBody(await this.auth.refresh(c.req.valid('json').refreshToken))),
  );

  readonly logout = createHandlers(jsonBody(logoutBody.optional()), async (c) => {
    await this.auth.logout(c.get('principal'), c.req.valid('json')?.refreshToken);
    return c.body(null, 204);
  });

  readonly me = createHandlers(async (c) =>
    sendJson(c, itemBody(await this.auth.me(principalOf(c)))),
  );

  readonly updateMe = createHandlers(jsonBody(updateMeBody), async (c) => {
    const check = preconditions(c.req.header());
    return c.json(itemBody(await this.auth.updateMe(principalOf(c), c.req.valid('json'), check)));
  });

  readonly changePassword = createHandlers(jsonBody(changePasswordBody), async (c) => {
    await this.auth.changePassword(principalOf(c), c.req.valid('json'));
    return c.body(null, 204);
  });

  readonly forgotPassword = createHandlers(jsonBody(forgotPasswordBody), async (c) => {
    this.recovery.request(c.req.valid('json').email);
    return c.body(null, 204);
  });

  readonly resetPassword = createHandlers(jsonBody(resetPasswordBody), async (c) => {
    await this.recovery.reset(c.req.valid('json'));
    return c.body(null, 204);
  });

  readonly requestVerification = createHandlers(async (c) => {
    await this.auth.requestVerification(principalOf(c));
    return c.body(null, 204);
  });

  readonly verifyEmail = createHandlers(jsonBody(verifyEmailBody), async (c) => {
    await this.verification.verify(c.req.valid('json').token);
    return c.body(null, 204);
  });
}
