/** A mail server that keeps what it gets. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface Mailbox {
  /** `smtp://…` */
  url: string;
  /** The text of the newest mail to an address, once there is one that holds the words. */
  newest(to: string, words: string): Promise<string>;
  close(): Promise<void>;
}

/** Listens on loopback. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: { to: string; text: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, (to, text) => mails.push({ to, text }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async newest(to, words) {
      for (let tries = 0; tries < 100; tries++) {
        const found = mails.findLast((mail) => mail.to === to && mail.text.includes(words));
        if (found) return found.text;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no mail to ${to} that says ${words}`);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The little of SMTP (RFC 5321) that a sender needs. */
function converse(socket: Socket, keep: (to: string, text: string) => void): void {
  let received = '';
  let to = '';
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mailbox');
  socket.on('data', (chunk) => {
    received += String(chunk);
    for (;;) {
      const end = received.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = received.slice(0, end);
      received = received.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        keep(to, part.replaceAll('=\r\n', '').replaceAll('=3D', '='));
        say('250 kept');
      } else {
        to = /^RCPT TO:<([^>]*)>/i.exec(part)?.[1] ?? to;
        inData = /^DATA$/i.test(part);
        if (/^QUIT$/i.test(part)) socket.end('221 bye\r\n');
        else say(inData ? '354 go on' : '250 well');
      }
    }
  });
}
