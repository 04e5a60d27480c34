import { createServer, type ServerResponse } from 'node:http'
import pg from 'pg'
import { readEnv } from '#infra/env.ts'

/** What a notification says goes to everybody who is connected, as it is: as fast as Node and PostgreSQL can go. */
const env = readEnv()
const streams = new Set<ServerResponse>()
const client = new pg.Client({ connectionString: env.DATABASE_APP_URL })
let told = 0
client.on('notification', ({ payload = '' }) => {
  told += 1
  for (const stream of streams) stream.write(`id: ${told}\ndata: ${payload}\n\n`)
})
await client.connect()
await client.query('listen bench_fan_out')

const server = createServer((request, response) => {
  if (request.url === '/') {
    response.end('here')
    return
  }
  response
    .writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    .write('event: ready\ndata:\n\n')
  streams.add(response)
  response.on('close', () => streams.delete(response))
})
server.listen(env.WEB_PORT, '127.0.0.1')
