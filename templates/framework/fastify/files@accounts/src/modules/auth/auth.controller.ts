/** Account requests: calls the service and words the answers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { preconditions } from '../../platform/http/etag.js';
import { principalOf } from '../../platform/http/guards.js';
import { apiRootOf } from '../../platform/http/path.js';
import { itemBody } from '../../platform/http/responses.js';
import type { ZodRequest } from '../../platform/http/zod-provider.js';
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

type RequestOf<Body> = ZodRequest<{ body: Body }>;

export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly recovery: PasswordRecovery,
    private readonly verification: EmailVerification,
  ) {}

  readonly register = async ({ body }: RequestOf<typeof registerBody>, reply: FastifyReply) => {
    const account = await this.auth.register(body);
    reply.code(201).header('location', `${apiRootOf(reply.request)}/auth/me`);
    return itemBody(account);
  };

  readonly login = async ({ body }: RequestOf<typeof loginBody>) =>
    itemBody(await this.auth.login(body));

  readonly refresh = async ({ body }: RequestOf<typeof refreshBody>) =>
    itemBody(await this.auth.refresh(body.refreshToken));

  readonly logout = async (
    { body, principal }: RequestOf<z.ZodOptional<typeof logoutBody>>,
    reply: FastifyReply,
  ) => {
    await this.auth.logout(principal, body?.refreshToken);
    return reply.code(204).send();
  };

  readonly me = async (request: FastifyRequest) =>
    itemBody(await this.auth.me(principalOf(request)));

  readonly updateMe = async (request: RequestOf<typeof updateMeBody>) => {
    const check = preconditions(request.headers);
    return itemBody(await this.auth.updateMe(principalOf(request), request.body, check));
  };

  readonly changePassword = async (
    request: RequestOf<typeof changePasswordBody>,
    reply: FastifyReply,
  ) => {
    await this.auth.changePassword(principalOf(request), request.body);
    return reply.code(204).send();
  };

  readonly forgotPassword = async (
    { body }: RequestOf<typeof forgotPasswordBody>,
    reply: FastifyReply,
  ) => {
    this.recovery.request(body.email);
    return reply.code(204).send();
  };

  readonly resetPassword = async (
    { body }: RequestOf<typeof resetPasswordBody>,
    reply: FastifyReply,
  ) => {
    await this.recovery.reset(body);
    return reply.code(204).send();
  };

  readonly requestVerification = async (request: FastifyRequest, reply: FastifyReply) => {
    await this.auth.requestVerification(principalOf(request));
    return reply.code(204).send();
  };

  readonly verifyEmail = async (
    { body }: RequestOf<typeof verifyEmailBody>,
    reply: FastifyReply,
  ) => {
    await this.verification.verify(body.token);
    return reply.code(204).send();
  };
}
