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
