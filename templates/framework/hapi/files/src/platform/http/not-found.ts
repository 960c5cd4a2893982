/** The routes that take what no other does: an unknown path, or a known one with another verb. */
import type { Lifecycle, ServerRoute } from '@hapi/hapi';
import { methodNotAllowed, routeNotFound } from '../../shared/errors.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** OPTIONS is answered with the verbs of the path, any other verb that it lacks is refused. */
const handler: Lifecycle.Method = ({ method, path, server }, h) => {
  const taken = methods.filter((verb) => server.match(verb, path)?.method === verb.toLowerCase());
  if (taken.length === 0) throw routeNotFound();
  const offered = taken.flatMap((verb) => (verb === 'GET' ? ['GET', 'HEAD'] : verb));
  const allowed = [...offered, 'OPTIONS'];
  if (method !== 'options') throw methodNotAllowed(allowed);
  return h.response().code(204).header('allow', allowed.join(', '));
};

export const unknownPath: ServerRoute[] = [
  { method: '*', path: '/{path*}', handler },
  // Where there is CORS, hapi would take it for a preflight request.
  { method: 'OPTIONS', path: '/{path*}', handler },
];
