/** What the URL of a request says. */
import { parse } from 'node:querystring';
import type { AppContext } from './pipeline.js';

/** The parameters of the query string; one that is given twice is a list. */
export function queryOf({ req }: AppContext): Record<string, unknown> {
  const start = req.url.indexOf('?');
  return start === -1 ? {} : parse(req.url.slice(start + 1));
}
