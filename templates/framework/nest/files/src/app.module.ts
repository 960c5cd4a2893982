/** The root module: mounts the feature modules, and has what all of them use. */
import {
  type DynamicModule,
  type MiddlewareConsumer,
  Module,
  type NestModule,
} from '@nestjs/common';
import { APP_FILTER, APP_PIPE, RouterModule } from '@nestjs/core';
import type { Container } from './container.js';
import { modules } from './modules.js';
import { deprecated } from './platform/http/deprecation.js';
import { DocsController } from './platform/http/docs.controller.js';
import { ErrorFilter } from './platform/http/error.filter.js';
import { HealthController } from './platform/http/health.controller.js';
import { CONTAINER, rootOf, routesOf } from './platform/http/module.js';
import { SchemaPipe } from './platform/http/validation.pipes.js';

@Module({})
export class AppModule implements NestModule {
  /** Makes the parts of the container available to every module. */
  static register(container: Container): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        RouterModule.register(modules.map((module) => ({ path: rootOf(module), module }))),
        ...modules,
      ],
      controllers: [HealthController, DocsController],
      providers: [
        { provide: CONTAINER, useValue: container },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useClass: SchemaPipe },
      ],
      exports: [CONTAINER],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    for (const module of modules) {
      if (!module.deprecation) continue;
      consumer.apply(deprecated(module.deprecation)).forRoutes(...routesOf(module));
    }
  }
}
