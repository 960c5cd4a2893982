import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { watchSilentConnections } from './silent-connections.js';

it('ends connections over which nothing has come, and no others', async () => {
  const server = createServer();
  const endSilent = watchSilentConnections(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  const silent = connect(port, '127.0.0.1');
  await once(server, 'connection');
  const spoken = connect(port, '127.0.0.1').setEncoding('utf8');
  spoken.write('a');
  const [peer] = await once(server, 'connection');
  await once(peer, 'data');

  endSilent();
  await once(silent, 'close');
  peer.end('still there');
  expect(await once(spoken, 'data')).toEqual(['still there']);
  server.close();
});
