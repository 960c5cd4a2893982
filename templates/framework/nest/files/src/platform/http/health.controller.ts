/** Probes: whether the process runs, and whether it can do its work. */
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Container } from '../../container.js';
import { liveness, readiness } from './health.js';
import { CONTAINER } from './module.js';

@Controller('health')
export class HealthController {
  constructor(@Inject(CONTAINER) private readonly container: Container) {}

  @Get('live')
  live() {
    return liveness;
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await readiness(this.container.dependencies, reply.server.draining);
    reply.code(answer.status === 'up' ? 200 : 503);
    return answer;
  }
}
