/** What ends a search for a handler: the app when no route has the path, a route when it lacks the verb. */
import type { RequestHandler } from 'express';
import { methodNotAllowed, routeNotFound } from '../../shared/errors.js';

export const unknownPath: RequestHandler = () => {
  throw routeNotFound();
};

/** Last in a route's `all`: refuses the verbs it has no handler for, and answers OPTIONS with those it has. */
export const otherMethods: RequestHandler = (req, res) => {
  const { methods } = req.route as { methods: Record<string, boolean> };
  const verbs = Object.keys(methods).filter((method) => method !== '_all');
  const offered = verbs.flatMap((verb) => (verb === 'get' ? ['GET', 'HEAD'] : verb.toUpperCase()));
  const allowed = [...offered, 'OPTIONS'];
  if (req.method !== 'OPTIONS') throw methodNotAllowed(allowed);
  res.set('Allow', allowed.join(', ')).status(204).end();
};
