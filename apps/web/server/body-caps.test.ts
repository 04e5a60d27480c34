import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#infra/env.ts'
import { LARGEST_CONTACTS_FILE } from '../app/forms/largest-contacts-file.ts'
import { AROUND_A_FILE } from './body-caps.ts'

const MB = 1_000_000
const [FORM, PARTS, JSON_TYPE] = ['application/x-www-form-urlencoded', 'multipart/form-data', 'application/json']
let web: Awaited<ReturnType<typeof webOfItsOwn>>
beforeAll(async () => {
  web = await webOfItsOwn()
})
afterAll(() => web.end())

describe('a body that is too large', () => {
  test.each([
    ['the sign-in', '/sign-in', FORM, 65_000, 'What is sent here may have at most 64 kB. Send less at once.'],
    [
      'a file of contacts',
      '/contacts/import',
      PARTS,
      LARGEST_CONTACTS_FILE + AROUND_A_FILE + 1,
      'A file of contacts may have at most 10 MB.',
    ],
    [
      'a file of contacts, as our own page sends it',
      '/contacts/import.data',
      PARTS,
      LARGEST_CONTACTS_FILE + AROUND_A_FILE + 1,
      'A file of contacts may have at most 10 MB.',
    ],
    ['a flow', '/flows/7/draft', JSON_TYPE, 4 * MB + 1, 'A flow may have at most 4 MB.'],
    ['a history', '/temporal/decode', JSON_TYPE, 4 * MB + 1, 'A history may have at most 4 MB.'],
    [
      'a word of the carrier',
      '/carrier/calls/7/ladder',
      JSON_TYPE,
      MB + 1,
      'A message of the carrier may have at most 1 MB.',
    ],
  ])('is refused with a sentence, told its length or not: %s', async (_what, path, type, length, sentence) => {
    for (const isChunked of [false, true]) {
      const answer = await send(web.port, { path, type, length, isChunked })
      expect(answer).toMatchObject({ status: 413, connection: 'close' })
      expect(answer.said).toContain(sentence)
    }
  })

  test.each([
    ['the sign-in', '/sign-in', FORM, 64_000],
    ['a file of contacts', '/contacts/import', `${PARTS}; boundary=x`, LARGEST_CONTACTS_FILE + AROUND_A_FILE],
    ['a flow', '/flows/7/draft', JSON_TYPE, 4 * MB],
    ['a word of the carrier', '/carrier/calls/7/ladder', JSON_TYPE, MB],
  ])('begins one byte after this: %s', async (_what, path, type, length) => {
    for (const isChunked of [false, true]) {
      const { said } = await send(web.port, { path, type, length, isChunked })
      expect(said).not.toContain('at most')
    }
  })

  test.each([
    ['a file of contacts', '/contacts/import', FORM, 'A file of contacts may have 10 MB, sent as multipart/form-data.'],
    [
      'a file of contacts, as our own page sends it',
      '/contacts/import.data',
      JSON_TYPE,
      'A file of contacts may have 10 MB, sent as multipart/form-data.',
    ],
    ['a flow', '/flows/7/draft', FORM, 'A flow may have 4 MB, sent as application/json.'],
    ['a flow, as parts', '/flows/7/draft', PARTS, 'A flow may have 4 MB, sent as application/json.'],
    ['a history', '/temporal/decode', FORM, 'A history may have 4 MB, sent as application/json.'],
    ['anything else', '/sign-in', FORM, 'Send less at once.'],
  ])('is refused unread where much is taken, but not of this type: %s', async (_what, path, type, instead) => {
    for (const isChunked of [false, true]) {
      const answer = await send(web.port, { path, type, length: 5 * MB, isChunked, unit: 'a&' })
      expect(answer).toMatchObject({ status: 413, connection: 'close' })
      expect(answer.said).toContain(`What is sent here may have at most 64 kB. ${instead}`)
    }
  })

  test.each([
    ['/contacts/import', `${PARTS}; boundary=x`],
    ['/flows/7/draft', JSON_TYPE],
    ['/temporal/decode', JSON_TYPE],
  ])('is taken from nobody who is not signed in: %s', async (path, type) => {
    for (const isChunked of [false, true]) {
      const answer = await send(web.port, { path, type, length: MB, isChunked, signedIn: false })
      expect(answer).toMatchObject({ status: 401, connection: 'close' })
      expect(answer.said).toContain('Sign in first')
    }
    expect(
      (await send(web.port, { path, type, length: 60_000, isChunked: false, signedIn: false })).said,
    ).not.toContain('Sign in first')
  })

  test('is refused before a byte of it was sent, when it tells its length', async () => {
    const socket = connect(web.port, '127.0.0.1')
    socket.write('POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-length: 300000000\r\n\r\n')
    const [first] = (await once(socket, 'data')) as [Buffer] // what this event carries
    expect(String(first)).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  })

  test('takes no memory, however much is sent', async () => {
    const before = await web.peakMemory()
    for (const isChunked of [true, false, true]) {
      for (const path of ['/sign-in', '/carrier/calls/7/ladder'])
        expect((await send(web.port, { path, type: FORM, length: 60 * MB, isChunked })).status).toBe(413)
    }
    expect((await web.peakMemory()) - before).toBeLessThan(40 * MB)
  })
})

describe('a body in pieces of one byte', () => {
  test.each([
    ['the sign-in', '/sign-in'],
    ['a word of the carrier', '/carrier/calls/7/ladder'],
  ])('is refused with a sentence where there are too many: %s', async (_what, path) => {
    expect(await sendPieces(web.port, path, 1_900)).toMatch(
      /^HTTP\/1\.1 400 .*\r\nconnection: close\r\n.*It is sent in too many small pieces\. Send it in larger ones\./is,
    )
  })

  test('is taken where they are few', async () => {
    expect(await sendPieces(web.port, '/carrier/calls/7/ladder', 900)).toMatch(/^HTTP\/1\.1 200 .*900$/is)
  })

  test('takes no memory, however many there are', async () => {
    const before = await web.peakMemory()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendPieces(web.port, '/carrier/calls/7/ladder', 300_000)),
    )
    expect(answers.filter((answer) => answer.includes(' 200 '))).toEqual([])
    expect((await web.peakMemory()) - before).toBeLessThan(40 * MB)
  })
})

/** A web in a process of its own, whose memory is nobody else's. It answers with how many bytes it was sent. */
async function webOfItsOwn() {
  const program = `
    import { createServer } from 'node:http'
    import { Router } from 'express'
    import { pino } from 'pino'
    import { application } from './apps/web/server/application.ts'
    const length = (request, response) => response.send(String(request.body?.length ?? 0))
    const parts = { carrier: { router: Router().use(length), door: () => undefined }, trusted: { has: () => false }, trouble: async () => [], remarks: async () => [], isSignedIn: async (cookies) => cookies.includes('session'), pages: [length], publicUrl: 'http://localhost', log: pino({ level: 'silent' }) }
    const server = createServer(application(parts)).listen(0, '127.0.0.1', () => console.log(server.address().port))
    process.stdin.on('data', () => console.log(process.resourceUsage().maxRSS * 1024))`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    cwd: projectRoot,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const line = async () => String(((await once(child.stdout, 'data')) as [Buffer])[0]) // what this event carries
  const port = Number(await line())
  return {
    port,
    /** In bytes. */
    async peakMemory() {
      child.stdin.write('?')
      return Number(await line())
    },
    end: () => child.kill(),
  }
}

interface Sent {
  readonly path: string
  readonly type: string
  readonly length: number
  readonly isChunked: boolean
  /** What is sent again and again. */
  readonly unit?: string
  /** True unless told otherwise. */
  readonly signedIn?: boolean
}

/** Sends so many bytes, and hears what the web says, whether it reads them or not. */
async function send(port: number, { path, type, length, isChunked, unit = 'a', signedIn = true }: Sent) {
  const headers = {
    'content-type': type,
    cookie: signedIn ? 'session=1' : 'theme=dark',
    ...(!isChunked && { 'content-length': length }),
  }
  const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]> // what this event carries
  let isAnswered = false
  void answered.then(() => (isAnswered = true))
  asked.on('error', () => undefined) // the web hangs up on who goes on
  const chunk = Buffer.alloc(MB / 4, unit)
  for (let left = length; left > 0 && !isAnswered && !asked.destroyed; left -= chunk.length) {
    if (!asked.write(chunk.subarray(0, left))) await Promise.race([once(asked, 'drain'), answered])
  }
  if (!isAnswered) asked.end()
  const [answer] = await answered
  const said = await text(answer)
  asked.destroy()
  return { status: answer.statusCode, connection: answer.headers.connection, said }
}

/** Sends a body in so many chunks of one byte, and hears all that is said until the web hangs up. */
async function sendPieces(port: number, path: string, count: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (heard: Buffer) => (said += String(heard)))
  socket.on('error', () => undefined) // the web hangs up on who goes on
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(count)}0\r\n\r\n`,
  )
  await new Promise((resolve) => socket.once('close', resolve))
  return said
}
