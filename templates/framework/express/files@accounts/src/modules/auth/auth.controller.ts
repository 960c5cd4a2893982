/** Account requests: reads them, calls the service, words the answer. */
import type { RequestHandler } from 'express';
import { principalOf } from '../../platform/http/guards.js';
import { itemBody } from '../../platform/http/responses.js';
import { parse } from '../../shared/validation.js';
import {
  changePasswordBody,
  loginBody,
  logoutBody,
  refreshBody,
  registerBody,
  updateMeBody,
} from './auth.schema.js';
import type { AuthService } from './auth.service.js';

export class AuthController {
  constructor(private readonly auth: AuthService) {}

  readonly register: RequestHandler = async (req, res) => {
    const account = await this.auth.register(parse(registerBody, req.body));
    res.status(201).location(`${req.baseUrl}/me`).json(itemBody(account));
  };

  readonly login: RequestHandler = async (req, res) => {
    const tokens = await this.auth.login(parse(loginBody, req.body));
    res.set('Cache-Control', 'no-store').json(itemBody(tokens));
  };

  readonly refresh: RequestHandler = async (req, res) => {
    const { refreshToken } = parse(refreshBody, req.body);
    const tokens = await this.auth.refresh(refreshToken);
    res.set('Cache-Control', 'no-store').json(itemBody(tokens));
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
    res.json(itemBody(await this.auth.updateMe(principalOf(req), changes)));
  };

  readonly changePassword: RequestHandler = async (req, res) => {
    const input = parse(changePasswordBody, req.body);
    await this.auth.changePassword(principalOf(req), input);
    res.status(204).end();
  };
}
