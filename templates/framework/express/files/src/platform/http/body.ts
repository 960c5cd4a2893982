/**
 * Takes JSON bodies and nothing else, up to a size. Belongs in a route, behind its guard, so that a
 * stranger's body is not even read. Bodies are read raw, because `express.json()` sets no limit to
 * nesting and parseJsonBody does.
 */
import { promisify } from 'node:util';
import express, { type RequestHandler } from 'express';
import {
  type AppError,
  invalidJson,
  payloadTooLarge,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { bodyLimit, parseJsonBody } from './json-body.js';

const readRaw = promisify(
  express.raw({ type: 'application/json', limit: bodyLimit, inflate: false }),
);

/** Puts the parsed body on `req.body`; it stays undefined when there is none. */
export const jsonBody: RequestHandler = async (req, res, next) => {
  const isEmpty = req.headers['content-length'] === '0';
  if (req.is('application/json') === false && !isEmpty) throw unsupportedMediaType();
  await readRaw(req, res).catch((error: unknown) => {
    throw faultOf(error);
  });
  req.body = parseRaw(req.body, req.headers['content-type']);
  next();
};

/** A null says no more than a body that is not there. */
function parseRaw(raw: unknown, contentType: string | undefined): unknown {
  if (!Buffer.isBuffer(raw) || raw.length === 0) return undefined;
  if (!isUtf8(contentType)) throw unsupportedMediaType();
  return parseJsonBody(raw.toString()) ?? undefined;
}

/** Whether it has the only encoding of JSON (RFC 8259, section 8.1). */
function isUtf8(contentType = ''): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(charset);
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
