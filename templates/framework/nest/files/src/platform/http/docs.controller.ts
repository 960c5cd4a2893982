/** The API's description: /openapi.json for programs, /docs for people. */
import { Controller, Get, Header, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { modules } from '../../modules.js';
import { docsAssets } from './docs.js';
import { openApiDocument } from './openapi-document.js';

const assets = new Map(docsAssets.map((asset) => [asset.path, asset]));

@Controller()
export class DocsController {
  private readonly document = openApiDocument(modules);

  @Get('openapi.json')
  @Header('content-type', 'application/json')
  @RouteConfig({ cache: 'public' })
  openApi() {
    return this.document();
  }

  @Get([...assets.keys()])
  async asset(@Res({ passthrough: true }) reply: FastifyReply) {
    const asset = assets.get(reply.request.routeOptions.url ?? '');
    reply.headers({ 'cache-control': 'public, no-cache', ...asset?.headers });
    return asset?.body();
  }
}
