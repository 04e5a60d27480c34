import { once } from 'node:events'
import { createServer, request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Router } from 'express'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { application, type Parts } from './application.ts'
import { BODY_LIMITS } from './body-caps.ts'

const WORD = '/carrier/calls/7/ladder'
const FORM = 'application/x-www-form-urlencoded'
/** Room for three bodies that are almost whole. */
const limits = { ...BODY_LIMITS, waiting: 150_000 }

test.each([
  ['the carrier', WORD],
  ['the pages', '/sign-in'],
])(
  'who sends bodies without end to %s loses them when there is no room, and nobody else notices',
  async (_whom, path) => {
    await using web = await served({ limits })
    const slow = await all(10, () => web.begin({ path, from: '203.0.113.7', bytes: 49_000 }))
    expect(await web.send({ path, from: '198.51.100.1', body: 'a=b' })).toEqual({ status: 200, said: 'a=b' })
    const refused = await Promise.all(slow.slice(0, 7).map(({ answer }) => answer)) // those on their way longest
    for (const { status, said } of refused)
      expect([status, said]).toEqual([
        503,
        '{"error":"Too much is being sent to us at this moment, most of it from your network. Try again in a minute."}',
      ])
    expect(await slow[9]?.end()).toMatchObject({ status: 200 })
  },
)

test('a short body is taken even from behind the address of those who fill the room', async () => {
  await using web = await served({ limits })
  await all(10, () => web.begin({ path: WORD, from: '203.0.113.7', bytes: 49_000 }))
  expect(await web.send({ path: WORD, from: '203.0.113.7', body: '{}' })).toEqual({ status: 200, said: '{}' })
})

test('bodies for the pages leave the carrier’s room alone', async () => {
  await using web = await served({ limits })
  await all(3, () => web.begin({ path: '/sign-in', from: '203.0.113.7', bytes: 49_000 }))
  const begun = await web.begin({ path: WORD, from: '203.0.113.7', bytes: 49_000 })
  expect((await begun.end()).status).toBe(200)
})

test.each([
  ['the carrier', WORD, { ...limits, carrier: { ...limits.carrier, within: 60 } }],
  ['the pages', '/sign-in', { ...limits, usual: { ...limits.usual, within: 60 } }],
])('a body that does not arrive in time is refused by %s, and the connection is closed', async (_whom, path, short) => {
  await using web = await served({ limits: short })
  const { answer } = await web.begin({ path, from: '203.0.113.7', bytes: 1 })
  expect(await answer).toEqual({
    status: 408,
    connection: 'close',
    said: '{"error":"It did not arrive within 0.06 s. Send it again, over a faster connection or less at once."}',
  })
})

test('a message of the carrier has 5 s, a page’s form 10 s, and all that is on its way 128 MB', () => {
  expect([BODY_LIMITS.carrier.within, BODY_LIMITS.usual.within, BODY_LIMITS.waiting]).toEqual([
    5_000, 10_000, 128_000_000,
  ])
})

test('who is not the carrier hears so before a byte of the body was sent', async () => {
  await using web = await served({
    limits,
    carrier: { router: echo(), door: () => ({ status: 403, sentence: 'Only the carrier can ask here.' }) },
  })
  const { answer } = await web.begin({ path: WORD, from: '203.0.113.7', bytes: 0 })
  expect(await answer).toEqual({ status: 403, connection: 'close', said: '{"error":"Only the carrier can ask here."}' })
})

/** A web behind a trusted proxy, which says who asks. It answers with what it was sent. */
async function served(parts: Partial<Parts>) {
  const whole: Parts = {
    carrier: { router: echo(), door: () => undefined },
    trusted: trustedProxies('127.0.0.1'),
    trouble: async () => [],
    remarks: async () => [],
    pages: [echo()],
    isSignedIn: async () => true,
    publicUrl: 'http://localhost',
    log: pino({ level: 'silent' }),
    ...parts,
  }
  const server = createServer(application(whole)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const ask = (path: string, from: string) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: { 'content-type': FORM, 'x-forwarded-for': from },
    })
    asked.on('error', () => undefined) // the web hangs up
    return asked
  }
  return {
    /** Sends the whole of it at once. */
    async send({ path, from, body }: { readonly path: string; readonly from: string; readonly body: string }) {
      const { status, said } = await answerTo(ask(path, from).end(body))
      return { status, said }
    },
    /** Sends so many bytes, and then nothing until it is told to. Resolves when they have left. */
    async begin({ path, from, bytes }: { readonly path: string; readonly from: string; readonly bytes: number }) {
      const asked = ask(path, from)
      const answer = answerTo(asked)
      answer.catch(() => undefined)
      asked.flushHeaders()
      if (bytes > 0) await new Promise((sent) => asked.write('a'.repeat(bytes), sent))
      return {
        answer,
        end: () => {
          asked.end()
          return answer
        },
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerTo(asked: ClientRequest) {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage] // what this event carries, by Node's documentation
  return { status: answer.statusCode, connection: answer.headers.connection, said: await text(answer) }
}

async function all<T>(count: number, begin: () => Promise<T>): Promise<readonly T[]> {
  const begun: T[] = []
  for (let turn = 0; turn < count; turn++) begun.push(await begin())
  return begun
}

function echo() {
  return Router().use((request, response) => {
    response.send(String(request.body))
  })
}
