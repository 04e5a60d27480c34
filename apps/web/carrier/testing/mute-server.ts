import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server that accepts every connection and never says a word: a database or a Temporal that hangs. */
export interface MuteServer {
  readonly port: number
  close(): void
}

export async function muteServer(): Promise<MuteServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  return {
    port,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
