import { createServer, request } from 'node:http'
import { expect, test } from 'vitest'
import { freePorts } from '../../tools/start/ports.ts'
import { guardPages } from './guarded-pages.ts'

test('Temporal’s pages answer under this machine’s names, and under no other that resolves to it', async () => {
  const [port = 0, hidden = 0] = await freePorts(2)
  const pages = createServer((asked, answer) => asked.pipe(answer.writeHead(200, { 'x-path': asked.url })))
  await new Promise<void>((resolve) => pages.listen(hidden, '127.0.0.1', resolve))
  const guarded = await guardPages({ port, hidden })
  expect(await ask(port, `localhost:${port}`, 'terminate')).toEqual({
    status: 200,
    path: '/workflows?a=1',
    text: 'terminate',
  })
  expect(await ask(port, `127.0.0.1:${port}`, '')).toMatchObject({ status: 200 })
  expect(await ask(port, `evil.example:${port}`, 'terminate')).toMatchObject({ status: 403, path: undefined })
  await new Promise((resolve) => pages.close(resolve))
  expect(await ask(port, 'localhost', '')).toMatchObject({ status: 502 })
  await new Promise((resolve) => guarded.close(resolve))
})

function ask(
  port: number,
  host: string,
  body: string,
): Promise<{ readonly status: number | undefined; readonly path: unknown; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/workflows?a=1', headers: { host, connection: 'close' } },
      async (answered) => {
        const text = (await answered.toArray()).join('')
        resolve({ status: answered.statusCode, path: answered.headers['x-path'], text })
      },
    )
    asked.once('error', reject).end(body)
  })
}
