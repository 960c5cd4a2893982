/** Account requests: reads them, calls the service, words the answer. */
import type { RequestHandler } from 'express';
import { preconditions } from '../../platform/http/etag.js';
import { principalOf } from '../../platform/http/guards.js';
import { itemBody } from '../../platform/http/responses.js';
import { parse } from '../../shared/validation.js';
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

  readonly register: RequestHandler = async (req, res) => {
    const account = await this.auth.register(parse(registerBody, req.body));
    res.status(201).location(`${req.baseUrl}/me`).json(itemBody(account));
  };

  readonly login: RequestHandler = async (req, res) => {
    const tokens = await this.auth.login(parse(loginBody, req.body));
    res.json(itemBody(tokens));
  };

  readonly refresh: RequestHandler = async (req, res) => {
    const { refreshToken } = parse(refreshBody, req.body);
    const tokens = await this.auth.refresh(refreshToken);
    res.json(itemBody(tokens));
  };

  readonly logout: RequestHandler = async (req, res) => {
    const { refreshToken } = parse(logoutBody, req.body ?? {});
    await this.auth.logout(req.principal, refreshToken);
    res.status(204).end();
  };

  readonly me: RequestHandler = async (req, res) => {
    res.json(itemBody(await this.auth.me(principalOf(req))));
  };

  readonly updateMe: RequestHandler = async (req, res) => {
    const changes = parse(updateMeBody, req.body);
    const check = preconditions(req.headers);
    res.json(itemBody(await this.auth.updateMe(principalOf(req), changes, check)));
  };

  readonly changePassword: RequestHandler = async (req, res) => {
    const input = parse(changePasswordBody, req.body);
    await this.auth.changePassword(principalOf(req), input);
    res.status(204).end();
  };

  readonly forgotPassword: RequestHandler = (req, res) => {
    const { email } = parse(forgotPasswordBody, req.body);
    this.recovery.request(email);
    res.status(204).end();
  };

  readonly resetPassword: RequestHandler = async (req, res) => {
    await this.recovery.reset(parse(resetPasswordBody, req.body));
    res.status(204).end();
  };

  readonly requestVerification: RequestHandler = async (req, res) => {
    await this.auth.requestVerification(principalOf(req));
    res.status(204).end();
  };

  readonly verifyEmail: RequestHandler = async (req, res) => {
    const { token } = parse(verifyEmailBody, req.body);
    await this.verification.verify(token);
    res.status(204).end();
  };
}
