import { connect, createServer, type AddressInfo } from 'node:net'

/** Whether somebody could listen on this port of the loopback now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** This many ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(servers.map(listenAnywhere))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Whether somebody accepts connections there, within two seconds. */
export function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => done(true))
    socket.once('timeout', () => done(false))
    socket.once('error', () => done(false))
  })
}

/** A port that is needed, with the variable that moves it. */
export interface NeededPort {
  readonly port: number
  readonly variable: string
  readonly what: string
}

/** @throws Error with one sentence per taken port. */
export async function requireFree(ports: readonly NeededPort[]): Promise<void> {
  const sentences: string[] = []
  for (const { port, variable, what } of ports) {
    if (await isFree(port)) continue
    sentences.push(
      `Port ${port}, which ${what} needs, is in use by another program: stop that program or set ${variable} to another port.`,
    )
  }
  if (sentences.length > 0) throw new Error(sentences.join('\n'))
}

function listenAnywhere(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // A listening TCP server's address is never a string (that is for pipes) nor null.
    server.listen({ port: 0, host: '127.0.0.1' }, () => resolve((server.address() as AddressInfo).port))
  })
}
