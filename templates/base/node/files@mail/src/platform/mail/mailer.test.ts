import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { createMailer } from './mailer.js';

const mail = { to: 'ada@example.com', subject: 'Hello', text: 'Your token is abc.' };
const from = 'no-reply@example.com';

it('hands mails to the SMTP server', async () => {
  const server = await startSmtpServer();
  const settings = { NODE_ENV: 'production', SMTP_URL: server.url, MAIL_FROM: from } as const;
  await createMailer(settings, { info: vi.fn(), warn: vi.fn() }).send(mail);
  expect(server.lines).toEqual(
    expect.arrayContaining([
      'MAIL FROM:<no-reply@example.com>',
      'RCPT TO:<ada@example.com>',
      'Subject: Hello',
      'Your token is abc.',
    ]),
  );
  server.close();
});

it('shows mails to developers who have no SMTP server', async () => {
  const logger = { info: vi.fn(), warn: vi.fn() };
  await createMailer({ NODE_ENV: 'development', MAIL_FROM: from }, logger).send(mail);
  expect(logger.info).toHaveBeenCalledWith({ mail }, expect.any(String));
});

it('keeps mails out of the logs of production', async () => {
  const logger = { info: vi.fn(), warn: vi.fn() };
  const mailer = createMailer({ NODE_ENV: 'production', MAIL_FROM: from }, logger);
  await expect(mailer.send(mail)).rejects.toThrow('SMTP_URL is not set');
  expect(logger.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('SMTP_URL'));
  expect(logger.info).not.toHaveBeenCalled();
});

/** Takes one mail and notes what it is told. */
async function startSmtpServer() {
  const lines: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 ready\r\n');
    createInterface(socket).on('line', (line) => {
      lines.push(line);
      if (inData && line !== '.') return;
      inData = line === 'DATA';
      socket.write(inData ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, lines, close: () => server.close() };
}
