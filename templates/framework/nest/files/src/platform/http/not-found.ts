/** Answers for what no route takes: an unknown path, or a known one with another verb. */
import type { FastifyReply, FastifyRequest, HTTPMethods, onRequestHookHandler } from 'fastify';
import { methodNotAllowed, routeNotFound } from '../../shared/errors.js';

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers what no route takes at once, so that its body is not even read. */
export const endUnknownPath: onRequestHookHandler = (request, reply, done) => {
  // @fastify/cors has a route that takes every OPTIONS request, and hands it on to nobody.
  if (!request.is404 && request.routeOptions.url !== '*') return done();
  handleNotFound(request, reply);
};

/** OPTIONS is answered with the verbs of the path, any other verb that it lacks is refused. */
export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method, server, url } = request;
  const taken = methods.filter((candidate) => server.findRoute({ method: candidate, url }));
  if (taken.length === 0) throw routeNotFound();
  const allowed = [...taken, 'OPTIONS'];
  if (method !== 'OPTIONS') throw methodNotAllowed(allowed);
  return reply.code(204).header('allow', allowed.join(', ')).send();
}
