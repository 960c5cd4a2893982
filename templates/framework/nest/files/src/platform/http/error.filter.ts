/** Catches whatever is thrown on the way of a request, also by Fastify's hooks and parsers. */
import { ServerResponse } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { handleError } from './error-handler.js';

@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply | ServerResponse>();
    // That of a middleware comes with the response of Node.js; Fastify hands it in again.
    if (reply instanceof ServerResponse) throw exception;
    handleError(exception, http.getRequest<FastifyRequest>(), reply);
  }
}
