/** Account requests: calls the service and words the answers. */
import type { IncomingHttpHeaders } from 'node:http';
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Patch,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { preconditions } from '../../platform/http/etag.js';
import { AuthenticatedGuard, Caller } from '../../platform/http/guards.js';
import { apiRootOf } from '../../platform/http/path.js';
import { itemBody } from '../../platform/http/responses.js';
import type { Principal } from '../../shared/auth.js';
import { PasswordRecovery } from './auth.recovery.js';
import {
  type ChangePasswordInput,
  changePasswordBody,
  forgotPasswordBody,
  type LoginInput,
  loginBody,
  logoutBody,
  type RegisterInput,
  type ResetPasswordInput,
  refreshBody,
  registerBody,
  resetPasswordBody,
  type UpdateMeInput,
  updateMeBody,
  verifyEmailBody,
} from './auth.schema.js';
import { AuthService } from './auth.service.js';
import { EmailVerification } from './auth.verification.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly recovery: PasswordRecovery,
    private readonly verification: EmailVerification,
  ) {}

  @Post('register')
  async register(
    @Body({ schema: registerBody }) input: RegisterInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const account = await this.auth.register(input);
    reply.header('location', `${apiRootOf(reply.request)}/auth/me`);
    return itemBody(account);
  }

  @Post('login')
  @HttpCode(200)
  async login(@Body({ schema: loginBody }) input: LoginInput) {
    return itemBody(await this.auth.login(input));
  }

  @Post('refresh')
  @HttpCode(200)
  async refresh(@Body({ schema: refreshBody }) { refreshToken }: z.output<typeof refreshBody>) {
    return itemBody(await this.auth.refresh(refreshToken));
  }

  @Post('logout')
  @HttpCode(204)
  async logout(
    @Req() { principal }: FastifyRequest,
    @Body({ schema: logoutBody.optional() }) input: z.output<typeof logoutBody> | undefined,
  ) {
    await this.auth.logout(principal, input?.refreshToken);
  }

  @Get('me')
  @UseGuards(AuthenticatedGuard)
  async me(@Caller() caller: Principal) {
    return itemBody(await this.auth.me(caller));
  }

  @Patch('me')
  @UseGuards(AuthenticatedGuard)
  async updateMe(
    @Caller() caller: Principal,
    @Body({ schema: updateMeBody }) changes: UpdateMeInput,
    @Headers() headers: IncomingHttpHeaders,
  ) {
    return itemBody(await this.auth.updateMe(caller, changes, preconditions(headers)));
  }

  @Post('password/change')
  @HttpCode(204)
  @UseGuards(AuthenticatedGuard)
  async changePassword(
    @Caller() caller: Principal,
    @Body({ schema: changePasswordBody }) input: ChangePasswordInput,
  ) {
    await this.auth.changePassword(caller, input);
  }

  @Post('password/forgot')
  @HttpCode(204)
  forgotPassword(
    @Body({ schema: forgotPasswordBody }) { email }: z.output<typeof forgotPasswordBody>,
  ) {
    this.recovery.request(email);
  }

  @Post('password/reset')
  @HttpCode(204)
  async resetPassword(@Body({ schema: resetPasswordBody }) input: ResetPasswordInput) {
    await this.recovery.reset(input);
  }

  @Post('email/verification')
  @HttpCode(204)
  @UseGuards(AuthenticatedGuard)
  async requestVerification(@Caller() caller: Principal) {
    await this.auth.requestVerification(caller);
  }

  @Post('email/verify')
  @HttpCode(204)
  async verifyEmail(
    @Body({ schema: verifyEmailBody }) { token }: z.output<typeof verifyEmailBody>,
  ) {
    await this.verification.verify(token);
  }
}
