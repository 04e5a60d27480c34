import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { TrustedProxies } from '#infra/trusted-proxies.ts'
import { clientAddress, networkOf } from './client-address.ts'
import { OpenConnections, type OpenConnection } from './open-connections.ts'

/** All times in milliseconds. */
export interface ConnectionLimits {
  /** Of all together: each takes one of the files that the process may open, and others need some as well. */
  readonly most: number
  /** Of one address, behind which a whole office may sit, each of them with several pages open. */
  readonly mostOfOne: number
  /** How long the headers of a request may take. */
  readonly headers: number
  /** How long a whole request may take: its headers, and then the slowest body that we wait for. */
  readonly request: number
  /** How long nothing at all may be read or written while a request is answered. Streams give a sign of life more often. */
  readonly standstill: number
  /** Longer than the proxies in front of us keep a quiet connection, so that it is never we who close one they are about to use. */
  readonly keepAlive: number
  /** How often the first two times are looked at. */
  readonly look: number
  /** How long what was closed is summed up before it is told. */
  readonly sum: number
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  most: 3_000,
  mostOfOne: 1_000,
  headers: 10_000,
  request: 75_000,
  standstill: 60_000,
  keepAlive: 75_000,
  look: 2_000,
  sum: 60_000,
}

/** What happened to connections that there was no room for, and what is there now. */
export interface NoRoom extends Readonly<OpenConnections['numbers']> {
  readonly closed: number
}

export interface BoundedServer {
  /** Whose connections count only among all: this machine, and proxies, through which everybody comes. */
  readonly unbounded: TrustedProxies
  readonly tell: (about: NoRoom) => void
  readonly limits?: ConnectionLimits
}

/** A server that nobody can block by connecting, whether they send half a request, nothing, or read no answer. */
export function boundedServer({ unbounded, tell, limits = CONNECTION_LIMITS }: BoundedServer): Server {
  const server = createServer({
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.keepAlive,
    connectionsCheckingInterval: limits.look,
  })
  server.timeout = limits.standstill
  const connections = new OpenConnections({ ...limits, isUnbounded: (client) => unbounded.has(client) })
  const open = new WeakMap<Socket, OpenConnection>()
  let closed = 0
  const close = (socket: Socket) => {
    socket.destroy()
    if (closed === 0) setTimeout(sumUp, limits.sum).unref()
    closed += 1
  }
  const sumUp = () => {
    tell({ closed, ...connections.numbers })
    closed = 0
  }

  server.on('connection', (socket) => {
    const address = clientAddress({ peer: socket.remoteAddress ?? '', forwardedFor: null, trusted: unbounded })
    const connection = connections.begin(unbounded.has(address) ? address : networkOf(address), () => close(socket))
    if (connection === undefined) return close(socket)
    open.set(socket, connection)
    socket.once('close', () => connections.ended(connection))
  })
  server.on('request', (request, response) => {
    const connection = open.get(request.socket)
    if (connection === undefined) return
    request.once('end', () => (connection.doing = 'answered'))
    response.once('close', () => (connection.doing = 'idle'))
  })
  return server
}
