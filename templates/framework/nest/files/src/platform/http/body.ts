/**
 * Takes JSON bodies and nothing else. Guards come after the body was read: a fault of it is kept in its
 * place, for the pipes to throw, so that a stranger is told to sign in and nothing else.
 */
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { toAppError, unsupportedMediaType } from '../../shared/errors.js';
import { parseJsonBody, saysUtf8 } from './json-body.js';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parse);
  app.addContentTypeParser('*', refuse);

  // A body means nothing there (RFC 9110, section 9.3.5): ignored, as that of GET.
  app.addHttpMethod('DELETE', { overrideExisting: true });
};

/** The body stays undefined when there is none, whatever the content type says. */
async function parse({ headers }: FastifyRequest, bytes: Buffer): Promise<unknown> {
  if (bytes.length === 0) return undefined;
  const { 'content-type': type, 'content-encoding': encoding = 'identity' } = headers;
  if (!saysUtf8(type) || encoding !== 'identity') return unsupportedMediaType();
  try {
    return parseJsonBody(bytes);
  } catch (error) {
    return toAppError(error);
  }
}

async function refuse({ headers }: FastifyRequest): Promise<unknown> {
  const isEmpty = (headers['content-length'] ?? '0') === '0' && !headers['transfer-encoding'];
  return isEmpty ? undefined : unsupportedMediaType();
}

export const jsonBody = fp(plugin, { name: 'json-body' });
