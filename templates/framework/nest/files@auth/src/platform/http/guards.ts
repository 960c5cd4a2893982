/** Who may pass to a route. Who the caller is was found out by the authentication plugin. */
import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { challengeFor, type Principal } from '../../shared/auth.js';
import { forbidden, unauthenticated } from '../../shared/errors.js';

function principalOf(context: ExecutionContext): Principal {
  const { principal, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!principal) throw unauthenticated(undefined, challengeFor(headers));
  return principal;
}

/** The caller, for handlers that make no sense without one: `@Caller() caller: Principal`. */
export const Caller = createParamDecorator((_data: unknown, context) => principalOf(context));

/** Lets anybody pass who is signed in. */
@Injectable()
export class AuthenticatedGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    principalOf(context);
    return true;
  }
}

/** Lets callers pass who have the role: `@UseGuards(new RoleGuard('admin'))`. */
export class RoleGuard implements CanActivate {
  constructor(private readonly role: string) {}

  canActivate(context: ExecutionContext): boolean {
    if (!principalOf(context).roles.includes(this.role)) throw forbidden();
    return true;
  }
}
