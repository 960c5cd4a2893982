/** Clients that keep a server busy, and know what became of each of their requests. */
import { connect, type Socket } from 'node:net';
import { unique } from './client.js';
import { parseAnswers, type RawAnswer, requestBytes } from './raw.js';

type Headers = Record<string, string>;

/** One connection, kept open for one request after the other. */
export class Client {
  private received = Buffer.alloc(0);
  private waiting: ((answer: RawAnswer | undefined) => void) | undefined;
  closed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk]);
      const [answer] = parseAnswers(this.received);
      if (answer) this.settle(answer);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.settle(parseAnswers(this.received, { closed: true })[0]);
    });
  }

  static open(url: string): Promise<Client> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Client(socket)));
    });
  }

  /** Undefined when the connection closed without an answer. */
  request(bytes: Buffer): Promise<RawAnswer | undefined> {
    this.received = Buffer.alloc(0);
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.socket.write(bytes);
    });
  }

  write(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  end(): void {
    this.socket.destroy();
  }

  private settle(answer: RawAnswer | undefined): void {
    this.waiting?.(answer);
    this.waiting = undefined;
  }
}

export interface Sent {
  name: string;
  /** Undefined when there was no answer. */
  answer: RawAnswer | undefined;
}

/** An author, posted. */
export function newAuthor(name: string, headers: Headers): Buffer {
  return requestBytes(
    'POST /api/v1/authors',
    { 'Content-Type': 'application/json', ...headers },
    JSON.stringify({ name }),
  );
}

/** Posts authors on so many connections until the server closes them or it is told to end. */
export function load(url: string, headers: Headers, connections: number): { end(): Promise<Sent[]> } {
  const sent: Sent[] = [];
  const until = { ended: false };
  const work = async () => {
    const client = await Client.open(url);
    while (!until.ended && !client.closed) {
      const name = unique('load');
      const answer = await client.request(newAuthor(name, headers));
      sent.push({ name, answer });
      if (!answer || answer.headers['connection'] === 'close') break;
    }
    client.end();
  };
  const all = Promise.all(Array.from({ length: connections }, work));
  return {
    async end() {
      until.ended = true;
      await all;
      return sent;
    },
  };
}
