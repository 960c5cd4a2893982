/** A raw HTTP/1.1 client: sends exactly the bytes it is given, and reads what comes back. */
import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  /** By name in lower case; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface Exchange {
  answers: RawAnswer[];
  /** Whether the server closed the connection. */
  closed: boolean;
  /** All that was received. */
  received: Buffer;
}

export interface RawOptions {
  /** How many answers to wait for; 1 unless said. */
  answers?: number;
  /** Whether the answers have no body, whatever their headers say. */
  head?: boolean;
  /** Milliseconds after which what came is all there is. */
  patience?: number;
  /** Milliseconds between the parts that are sent. */
  pause?: number;
}

type Bytes = string | Buffer;

/** Strings are sent as Latin-1, a byte a character. */
export function exchange(url: string, parts: Bytes | readonly Bytes[], options: RawOptions = {}): Promise<Exchange> {
  const { answers: wanted = 1, head = false, patience = 5_000, pause = 0 } = options;
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let timer: NodeJS.Timeout | undefined;
    const socket = connect({ host: hostname, port: Number(port) || 80 });
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answers: parseAnswers(received, { head, closed }), closed, received });
    };
    timer = setTimeout(() => finish(false), patience);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (parseAnswers(received, { head, closed: false }).length >= wanted) finish(false);
    });
    socket.on('error', () => finish(true));
    socket.on('close', () => finish(true));
    socket.on('connect', () => void sendParts(socket, [parts].flat(), pause));
  });
}

async function sendParts(socket: import('node:net').Socket, parts: readonly Bytes[], pause: number): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return;
    socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The bytes of a request: a line, headers, and a body with its length, unless the headers frame it otherwise. */
export function requestBytes(line: string, headers: Record<string, string> = {}, body?: Bytes): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const framed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
  const all = {
    Host: 'localhost',
    ...headers,
    ...(content && !framed ? { 'Content-Length': String(content.length) } : {}),
  };
  const head = [`${line} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), content ?? Buffer.alloc(0)]);
}

/** The answers that are whole; of the last one, the end of the connection is the end. */
export function parseAnswers(bytes: Buffer, { head = false, closed = false } = {}): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const [line = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1] ?? 0);
    const headers = headersOf(lines);
    const after = rest.subarray(end + 4);
    const bodyless = head || status < 200 || status === 204 || status === 304;
    const body = bodyless ? { content: Buffer.alloc(0), rest: after } : bodyOf(headers, after, closed);
    if (!body) return answers;
    if (status >= 200 || status === 0) answers.push({ status, headers, body: body.content });
    rest = body.rest;
    if (rest.length === 0) return answers;
  }
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

interface Body {
  content: Buffer;
  rest: Buffer;
}

/** Undefined while it is not all there. */
function bodyOf(headers: Record<string, string>, bytes: Buffer, closed: boolean): Body | undefined {
  if (headers['transfer-encoding'] === 'chunked') return chunksOf(bytes);
  const length = headers['content-length'];
  if (length === undefined) return closed ? { content: bytes, rest: Buffer.alloc(0) } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { content: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function chunksOf(bytes: Buffer): Body | undefined {
  const chunks: Buffer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n');
    if (end < 0) return undefined;
    const size = Number.parseInt(rest.subarray(0, end).toString('latin1'), 16);
    if (rest.length < end + 4 + size) return undefined;
    chunks.push(rest.subarray(end + 2, end + 2 + size));
    rest = rest.subarray(end + 4 + size);
    if (size === 0) return { content: Buffer.concat(chunks), rest };
  }
}
