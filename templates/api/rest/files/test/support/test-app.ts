/** The app as tests see it, whatever runs it. */
import type { Container } from '../../src/container.js';

export interface TestResponse<T> {
  status: number;
  headers: Record<string, string>;
  /** Parsed when it is JSON, undefined when there is none, else text. */
  body: T;
}

export interface TestRequest {
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestApp {
  container: Container;
  request<T = unknown>(
    method: string,
    path: string,
    options?: TestRequest,
  ): Promise<TestResponse<T>>;
  close(): Promise<void>;
}
