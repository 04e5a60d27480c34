import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isKnownHost } from '../../known-host.ts'

/**
 * Temporal's own pages, which look neither at Host nor at who may end a workflow, behind a door of ours: whoever asks under
 * a name that is not this machine's is a page of somebody else's. They listen on a port that nobody is told.
 */
export async function guardPages({
  port,
  hidden,
}: {
  readonly port: number
  readonly hidden: number
}): Promise<Server> {
  const server = createServer((asked, answer) => {
    if (isKnownHost(asked.headers.host)) return pass(asked, answer, hidden)
    answer
      .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      .end(`Temporal’s pages are not known by this name: open them at http://localhost:${port}.\n`)
  })
  // what the pages stand on is kept running by others; this ends with its process
  server.unref()
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ port, host: '127.0.0.1' }, resolve),
  )
  return server
}

function pass(asked: IncomingMessage, answer: ServerResponse, hidden: number): void {
  const passed = request(
    { port: hidden, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers },
    (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    },
  )
  passed.once('error', () => {
    if (answer.headersSent) answer.destroy()
    else
      answer
        .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
        .end('Temporal is not answering. It restarts by itself.\n')
  })
  answer.once('close', () => passed.destroy())
  asked.pipe(passed)
}
