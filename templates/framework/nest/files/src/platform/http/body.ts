/**
 * Takes JSON bodies and nothing else, up to a size. Fastify reads them before Nest's guards run, so
 * what is wrong with one is kept in its place, for the pipes to throw: a stranger is told no more
 * than to sign in.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { AppError, payloadTooLarge, unsupportedMediaType } from '../../shared/errors.js';
import { bodyLimit, parseJsonBody, saysUtf8 } from './json-body.js';
import type { PipelinePlugin } from './pipeline.js';

/** Stands in the place of a body that cannot be used. */
export class UnusableBody {
  readonly #reason: AppError;

  constructor(reason: AppError) {
    this.#reason = reason;
  }

  refuse(): never {
    throw this.#reason;
  }
}

const plugin: PipelinePlugin = async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', parse);
  app.addContentTypeParser('*', parseOther);

  // A body means nothing there (RFC 9110, section 9.3.5): ignored, as that of GET.
  app.addHttpMethod('DELETE', { overrideExisting: true });
};

/** The body stays undefined when there is none, whatever the content type says. */
async function parse({ headers }: FastifyRequest, payload: IncomingMessage): Promise<unknown> {
  try {
    if (Number(headers['content-length']) > bodyLimit) throw payloadTooLarge();
    const bytes = await read(payload);
    if (bytes.length === 0) return undefined;
    const { 'content-type': type, 'content-encoding': encoding = 'identity' } = headers;
    if (!saysUtf8(type) || encoding !== 'identity') throw unsupportedMediaType();
    return parseJsonBody(bytes) ?? undefined;
  } catch (error) {
    if (error instanceof AppError) return new UnusableBody(error);
    throw error;
  }
}

/** Of a body that is too large, what follows is dropped. */
function read(payload: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > bodyLimit) reject(payloadTooLarge());
      else chunks.push(chunk);
    });
    payload.on('end', () => resolve(Buffer.concat(chunks)));
    payload.on('error', reject);
  });
}

async function parseOther({ headers }: FastifyRequest): Promise<unknown> {
  const isEmpty = (headers['content-length'] ?? '0') === '0' && !headers['transfer-encoding'];
  return isEmpty ? undefined : new UnusableBody(unsupportedMediaType());
}

export const jsonBody = fp(plugin, { name: 'json-body' });
