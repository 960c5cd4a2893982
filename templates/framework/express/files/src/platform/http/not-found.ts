/** What ends the search for a handler: an unknown path, or a known one that lacks the verb. */
import type { RequestHandler } from 'express';
import { methodNotAllowed, routeNotFound } from '../../shared/errors.js';

/** The last handler of the app. */
export const unknownPath: RequestHandler = () => {
  throw routeNotFound();
};

/** The last handler of a route: refuses other verbs than its own, and names those for OPTIONS. */
export const otherMethods: RequestHandler = (req, res) => {
  const { methods } = req.route as { methods: Record<string, boolean> };
  const verbs = Object.keys(methods).filter((method) => method !== '_all');
  const offered = verbs.flatMap((verb) => (verb === 'get' ? ['GET', 'HEAD'] : verb.toUpperCase()));
  const allowed = [...offered, 'OPTIONS'];
  if (req.method !== 'OPTIONS') throw methodNotAllowed(allowed);
  res.set('Allow', allowed.join(', ')).status(204).end();
};
