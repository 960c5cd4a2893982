/** Takes JSON bodies and nothing else. */
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { parseJsonBody } from './json-body.js';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parse);
};

/** The body stays undefined when there is none, whatever the content type says. */
async function parse(_request: FastifyRequest, text: string): Promise<unknown> {
  return text === '' ? undefined : parseJsonBody(text);
}

export const jsonBody = fp(plugin, { name: 'json-body' });
