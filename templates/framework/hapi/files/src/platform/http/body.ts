/** Reads JSON bodies and nothing else, up to a size. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { invalidJson, payloadTooLarge, unsupportedMediaType } from '../../shared/errors.js';
import { bodyLimit, parseJsonBody, saysUtf8 } from './json-body.js';

/**
 * The body stays undefined when there is none, whatever the content type says.
 *
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_JSON
 */
export async function readJson(body: Readable, headers: IncomingHttpHeaders): Promise<unknown> {
  const { 'content-type': type = '', 'content-length': length = '0' } = headers;
  if (length === '0' && !headers['transfer-encoding']) return undefined;
  const isJson = /^application\/json\s*(?:;|$)/i.test(type);
  if (!isJson || !saysUtf8(type)) throw unsupportedMediaType();
  if (Number(length) > bodyLimit) throw payloadTooLarge();
  const bytes = await readWhole(body);
  return bytes.length === 0 ? undefined : parseJsonBody(bytes);
}

/** Gives up as soon as it is too much: the end may never come. */
function readWhole(body: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    body.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > bodyLimit) reject(payloadTooLarge());
      else chunks.push(chunk);
    });
    body.on('end', () => resolve(Buffer.concat(chunks)));
    body.on('error', (error) => reject(invalidJson(error)));
  });
}
