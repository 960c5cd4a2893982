/** Versions of the API: where each is mounted, and what the answers of one that is to go say. */

/** That an API still works but should no longer be used. */
export interface Deprecation {
  /** From when on. */
  since: Date;
  /** When it is going to stop working. */
  sunset?: Date;
  /** A page that says what to use instead. */
  link?: string;
}

/** Below which path a module answers: `/api/v1/posts`. */
export function mountPath({ version = 1, path }: { version?: number; path: string }): string {
  return `/api/v${version}${path}`;
}

/** The part of such a path that names the version: `/api/v1`. */
export function apiRoot(path: string): string {
  return path.split('/', 3).join('/');
}

/** `Deprecation` and its link as in RFC 9745, `Sunset` as in RFC 8594. */
export function deprecationHeaders({ since, sunset, link }: Deprecation): Record<string, string> {
  return {
    deprecation: `@${Math.floor(since.getTime() / 1000)}`,
    ...(sunset ? { sunset: sunset.toUTCString() } : {}),
    ...(link === undefined ? {} : { link: `<${link}>; rel="deprecation"` }),
  };
}
