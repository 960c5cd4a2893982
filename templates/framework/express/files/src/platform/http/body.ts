/**
 * Takes JSON bodies and nothing else, up to a size. Belongs in a route, behind its guard, so that a
 * stranger's body is not even read. Bodies are read raw, because `express.json()` sets no limit to
 * nesting and parseJsonBody does.
 */
import { promisify } from 'node:util';
import express, { type Request, type RequestHandler } from 'express';
import {
  type AppError,
  invalidJson,
  payloadTooLarge,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { bodyLimit, parseJsonBody, saysUtf8 } from './json-body.js';

const readRaw = promisify(
  express.raw({ type: 'application/json', limit: bodyLimit, inflate: false }),
);

/** Puts the parsed body on `req.body`; it stays undefined when there is none. */
export const jsonBody: RequestHandler = async (req, res, next) => {
  const length = Number(req.headers['content-length']);
  if (req.is('application/json') === false && length !== 0) throw unsupportedMediaType();
  // Express would first wait for the end of it.
  if (length > bodyLimit) throw payloadTooLarge();
  const read = readRaw(req, res).catch((error: unknown) => {
    throw faultOf(error);
  });
  await (Number.isNaN(length) ? Promise.race([read, overflow(req)]) : read);
  req.body = parseRaw(req.body, req.headers['content-type']);
  next();
};

/** Rejects once a body that does not say its length is too large: its end may never come. */
function overflow(req: Request): Promise<never> {
  let received = 0;
  return new Promise((_resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > bodyLimit) reject(payloadTooLarge());
    });
  });
}

/** A null says no more than a body that is not there. */
function parseRaw(raw: unknown, contentType: string | undefined): unknown {
  if (!Buffer.isBuffer(raw) || raw.length === 0) return undefined;
  if (!saysUtf8(contentType)) throw unsupportedMediaType();
  return parseJsonBody(raw) ?? undefined;
}

/** The fault that body-parser found; it documents the values of `type`. */
function faultOf(error: unknown): AppError {
  const { type } = error as { type?: string };
  switch (type) {
    case 'entity.too.large':
      return payloadTooLarge();
    case 'encoding.unsupported':
      return unsupportedMediaType();
    default:
      return invalidJson(error);
  }
}
