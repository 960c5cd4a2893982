/** Who is calling, as the rest of the application sees it; how that is found out lies behind the port. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Principal {
  /** Id of the user. */
  id: string;
  roles: string[];
  /** The sign-in this request belongs to, when the credentials are bound to one. */
  sessionId?: string;
}

export interface Authenticator {
  /** The caller; undefined when the request carries no credentials or none that hold. */
  authenticate(headers: IncomingHttpHeaders): Promise<Principal | undefined>;
}

/** What `WWW-Authenticate` tells a caller who is not signed in (RFC 6750, section 3). */
export function challengeFor({ authorization = '' }: IncomingHttpHeaders): string {
  return /^Bearer /i.test(authorization) ? 'Bearer error="invalid_token"' : 'Bearer';
}
