/**
 * Connections over which nothing has come yet. Node takes them for busy, so a server that closes
 * would wait for them.
 */
import type { Server, Socket } from 'node:net';

/** @returns a function that ends those of the server. */
export function watchSilentConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) {
      if (socket.bytesRead === 0) socket.destroy();
    }
  };
}
