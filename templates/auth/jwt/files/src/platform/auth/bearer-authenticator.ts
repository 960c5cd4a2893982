/** Reads `Authorization: Bearer <access token>` (RFC 6750). */
import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticator, Principal } from '../../shared/auth.js';
import type { AccessTokens } from './access-tokens.js';

export class BearerAuthenticator implements Authenticator {
  constructor(private readonly accessTokens: AccessTokens) {}

  async authenticate({ authorization }: IncomingHttpHeaders): Promise<Principal | undefined> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.accessTokens.verify(token);
  }
}
