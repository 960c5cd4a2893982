/** A client of the API, as its documentation describes it. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Credentials, Target } from './target.js';

export type Row = Record<string, unknown> & { id: string };
export type Headers = Record<string, string>;

export interface ErrorBody {
  code: string;
  message: string;
  details: { field: string; code: string; message: string }[];
  requestId: string;
}

export interface Meta {
  page?: number;
  limit?: number;
  total?: number;
  totalPages?: number;
  nextCursor?: string | null;
}

/** An answer, with its body read. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: globalThis.Headers,
    readonly text: string,
  ) {}

  get json(): { data?: unknown; meta?: Meta; error?: ErrorBody } {
    return this.text === '' ? {} : JSON.parse(this.text);
  }

  get data(): Row {
    return this.json.data as Row;
  }

  get rows(): Row[] {
    return this.json.data as Row[];
  }

  get meta(): Meta {
    return this.json.meta ?? {};
  }

  get error(): Partial<ErrorBody> {
    return this.json.error ?? {};
  }

  get etag(): string {
    return this.headers.get('etag') ?? '';
  }

  /** Fails unless it is this error, and names this field when one is given. */
  expectError(status: number, code: string, field?: string): this {
    expect({ status: this.status, code: this.error.code }, this.text).toEqual({ status, code });
    if (field !== undefined) expect(this.error.details?.map((detail) => detail.field)).toContain(field);
    return this;
  }

  expectStatus(status: number): this {
    expect(this.status, this.text).toBe(status);
    return this;
  }
}

/** Sends one request; a body that is not a string is sent as JSON. */
export async function send(url: string, method: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
  const json = { 'content-type': 'application/json' };
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? { headers } : { headers: { ...json, ...headers }, body: content };
  const response = await fetch(url, { method, redirect: 'manual', ...init });
  return new Answer(response.status, response.headers, await response.text());
}

/** A text that no other row has. */
export function unique(prefix = 'x'): string {
  return `${prefix}-${randomUUID()}`;
}

export interface Account extends Credentials {
  id: string;
  headers: Headers;
  accessToken: string;
  refreshToken: string;
}

/** The API of a target, below `/api/v1`. */
export class Api {
  private signedIn: Promise<Headers> | undefined;
  private administrator: Promise<Headers> | undefined;

  constructor(readonly target: Target) {}

  get base(): string {
    return `${this.target.url}/api/v1`;
  }

  /** Of someone who may write: the same account each time, nobody where there are none. */
  async writer(): Promise<Headers> {
    if (!this.target.accounts) return {};
    return (this.signedIn ??= this.newcomer().then(({ headers }) => headers));
  }

  /** Of the administrator. */
  async admin(): Promise<Headers> {
    return (this.administrator ??= this.login(this.target.admin ?? { email: '', password: '' }).then(
      ({ headers }) => headers,
    ));
  }

  async get(path: string, headers: Headers = {}): Promise<Answer> {
    return send(this.base + path, 'GET', undefined, headers);
  }

  /** As the writer, unless other credentials are given. */
  async send(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    return send(this.base + path, method, body, { ...(await this.writer()), ...headers });
  }

  /** As nobody. */
  async anonymous(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    return send(this.base + path, method, body, headers);
  }

  /** The row that a POST makes. */
  async create(path: string, body: unknown, headers: Headers = {}): Promise<Row> {
    return (await this.send('POST', path, body, headers)).expectStatus(201).data;
  }

  async author(name = unique('author')): Promise<Row> {
    return this.create('/authors', { name });
  }

  async post(values: Record<string, unknown> = {}): Promise<Row> {
    return this.create('/blog-posts', await this.newPost(values));
  }

  /** What makes a post that is valid. */
  async newPost(values: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const authorId = values['authorId'] ?? (await this.author()).id;
    return { title: 'A title', slug: unique('post'), ...values, authorId };
  }

  /** A new account, signed in. */
  async newcomer(): Promise<Account> {
    const credentials = { email: `${unique('user')}@example.com`, password: 'correct horse battery staple' };
    const { id } = (await this.anonymous('POST', '/auth/register', credentials)).expectStatus(201).data;
    return { ...(await this.login(credentials)), id };
  }

  async login({ email, password }: Credentials): Promise<Omit<Account, 'id'>> {
    const { data } = (await this.anonymous('POST', '/auth/login', { email, password })).expectStatus(200);
    const { accessToken, refreshToken } = data as unknown as Account;
    return { email, password, accessToken, refreshToken, headers: { authorization: `Bearer ${accessToken}` } };
  }
}

/** The API of a target, the same client each time. */
export function apiOf(target: Target): Api {
  let api = clients.get(target);
  if (!api) clients.set(target, (api = new Api(target)));
  return api;
}

const clients = new WeakMap<Target, Api>();

/** So many at once. */
export function times<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => make(index)));
}
