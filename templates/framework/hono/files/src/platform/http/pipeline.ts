/** What Hono hands to each step of the request pipeline and to each route. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';

/** The state of the server that received a request. */
export interface Lifecycle {
  /** Whether it is about to stop. */
  draining: boolean;
}

/** Variables are declared where they are set, in Hono's ContextVariableMap. */
export interface AppEnv {
  Bindings: HttpBindings & { lifecycle: Lifecycle };
}

export type AppContext = Context<AppEnv>;

export type AppMiddleware = MiddlewareHandler<AppEnv>;
