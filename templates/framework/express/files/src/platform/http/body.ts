/**
 * Takes JSON bodies and nothing else, up to a size. They are read as text, because `express.json()`
 * sets no limit to nesting and parseJsonBody does.
 */
import express, { type RequestHandler } from 'express';
import {
  type AppError,
  invalidJson,
  payloadTooLarge,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { bodyLimit, parseJsonBody } from './json-body.js';

/** Puts the parsed body on `req.body`; it stays undefined when there is none. */
export function jsonBody(): RequestHandler[] {
  return [readBody, parseBody];
}

const readText = express.text({ type: 'application/json', limit: bodyLimit });

const readBody: RequestHandler = (req, res, next) => {
  const isEmpty = req.headers['content-length'] === '0';
  if (req.is('application/json') === false && !isEmpty) throw unsupportedMediaType();
  readText(req, res, (error?: unknown) => {
    if (error === undefined) next();
    else next(faultOf(error));
  });
};

const parseBody: RequestHandler = (req, _res, next) => {
  if (req.body === '') req.body = undefined;
  if (req.body !== undefined) req.body = parseJsonBody(req.body);
  next();
};

/** The fault that body-parser found; it documents the values of `type`. */
function faultOf(error: unknown): AppError {
  const { type } = error as { type?: string };
  switch (type) {
    case 'entity.too.large':
      return payloadTooLarge();
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return unsupportedMediaType();
    default:
      return invalidJson(error);
  }
}
