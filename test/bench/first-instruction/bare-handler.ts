import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { readEnv } from '#infra/env.ts'

/** Reads a request to its end and answers with bytes that it has in hand: as fast as Node can possibly answer. */
const env = readEnv()
const answer = readFileSync(join(env.DATA_DIR, 'bare-answer.json'))
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () =>
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length })
      .end(answer),
  )
})
server.keepAliveTimeout = 75_000
server.listen(env.WEB_PORT, '127.0.0.1')
