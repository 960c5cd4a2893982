/** Account requests: calls the service and words the answers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { principalOf } from '../../platform/http/guards.js';
import { itemBody } from '../../platform/http/responses.js';
import type { ZodRequest } from '../../platform/http/zod-provider.js';
import type {
  changePasswordBody,
  loginBody,
  logoutBody,
  refreshBody,
  registerBody,
  updateMeBody,
} from './auth.schema.js';
import type { AuthService } from './auth.service.js';

type RequestOf<Body> = ZodRequest<{ body: Body }>;

export class AuthController {
  constructor(private readonly auth: AuthService) {}

  readonly register = async ({ body }: RequestOf<typeof registerBody>, reply: FastifyReply) => {
    const account = await this.auth.register(body);
    reply.code(201).header('location', '/api/v1/auth/me');
    return itemBody(account);
  };

  readonly login = async ({ body }: RequestOf<typeof loginBody>, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    return itemBody(await this.auth.login(body));
  };

  readonly refresh = async ({ body }: RequestOf<typeof refreshBody>, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    return itemBody(await this.auth.refresh(body.refreshToken));
  };

  readonly logout = async (
    { body, principal }: RequestOf<z.ZodOptional<typeof logoutBody>>,
    reply: FastifyReply,
  ) => {
    await this.auth.logout(principal, body?.refreshToken);
    return reply.code(204).send();
  };

  readonly me = async (request: FastifyRequest) =>
    itemBody(await this.auth.me(principalOf(request)));

  readonly updateMe = async (request: RequestOf<typeof updateMeBody>) =>
    itemBody(await this.auth.updateMe(principalOf(request), request.body));

  readonly changePassword = async (
    request: RequestOf<typeof changePasswordBody>,
    reply: FastifyReply,
  ) => {
    await this.auth.changePassword(principalOf(request), request.body);
    return reply.code(204).send();
  };
}
