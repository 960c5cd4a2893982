/** Password accounts, below /api/v1/auth. */
import { Module } from '@nestjs/common';
import type { Container } from '../../container.js';
import { CONTAINER } from '../../platform/http/module.js';
import { AuthController } from './auth.controller.js';
import { authPaths } from './auth.openapi.js';
import { PasswordRecovery } from './auth.recovery.js';
import { AuthService } from './auth.service.js';
import { EmailVerification } from './auth.verification.js';

@Module({
  controllers: [AuthController],
  providers: [
    {
      provide: AuthService,
      inject: [CONTAINER],
      useFactory: ({ auth }: Container) => auth,
    },
    {
      provide: PasswordRecovery,
      inject: [CONTAINER],
      useFactory: ({ passwordRecovery }: Container) => passwordRecovery,
    },
    {
      provide: EmailVerification,
      inject: [CONTAINER],
      useFactory: ({ emailVerification }: Container) => emailVerification,
    },
  ],
})
export class AuthModule {
  static readonly openapi = authPaths;
}
