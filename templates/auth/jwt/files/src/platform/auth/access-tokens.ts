/** Access tokens: short-lived JWTs signed with HS256, which carry who calls and in which roles. */
import { createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import type { Env } from '../../config/env.js';
import type { Principal } from '../../shared/auth.js';

type Settings = Pick<
  Env,
  'JWT_SECRET' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'ACCESS_TOKEN_TTL_SECONDS'
>;

/** Says what the token is for, so that no other kind of JWT passes as one (RFC 8725, section 3.11). */
const type = 'at+jwt';

const claims = z.object({
  sub: z.guid(),
  sid: z.guid(),
  roles: z.array(z.string()),
});

export class AccessTokens {
  /** Seconds. */
  readonly lifetime: number;
  private readonly sign: (payload: z.infer<typeof claims>) => string;
  private readonly check: (token: string) => unknown;

  constructor(settings: Settings) {
    const key = settings.JWT_SECRET;
    this.lifetime = settings.ACCESS_TOKEN_TTL_SECONDS;
    this.sign = createSigner({
      key,
      algorithm: 'HS256',
      header: { alg: 'HS256', typ: type },
      iss: settings.JWT_ISSUER,
      aud: settings.JWT_AUDIENCE,
      expiresIn: this.lifetime * 1000,
    });
    this.check = createVerifier({
      key,
      algorithms: ['HS256'],
      checkTyp: type,
      allowedIss: settings.JWT_ISSUER,
      allowedAud: settings.JWT_AUDIENCE,
      requiredClaims: ['iss', 'aud', 'iat', 'exp'],
    });
  }

  issue({ id, roles, sessionId }: Required<Principal>): string {
    return this.sign({ sub: id, sid: sessionId, roles });
  }

  /** Whom the token speaks for; undefined when it is malformed, forged, expired or not for us. */
  verify(token: string): Principal | undefined {
    try {
      const { sub, sid, roles } = claims.parse(this.check(token));
      return { id: sub, roles, sessionId: sid };
    } catch {
      return undefined;
    }
  }
}
