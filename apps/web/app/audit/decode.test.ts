import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { EncryptingCodec } from '#infra/temporal/codec.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { quickLine } from '../../testing/quick-line.ts'
import { testWeb, type TestWeb } from '../../testing/web.ts'

let web: TestWeb

beforeAll(async () => {
  web = await testWeb()
}, 120_000)

afterAll(() => web.close())

/** A value as Temporal's pages send it, encrypted. */
async function sealed(value: unknown, organisation: string) {
  const codec = new EncryptingCodec([{ id: 'k1', key: new Uint8Array(32).fill(1) }])
  const [secret] = await inOrganisation(organisation, () =>
    codec.encode([{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) }]),
  )
  const spelled = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64')
  const metadata = Object.fromEntries(
    Object.entries(secret?.metadata ?? {}).map(([name, bytes]) => [name, spelled(bytes)]),
  )
  return { metadata, data: spelled(secret?.data) }
}

describe('decoding for Temporal’s pages', () => {
  const origin = 'http://localhost:8233'
  const ask = async (email: string | null, from = origin, organisation: string = harbourBikes.id) => {
    const browser = web.browser()
    if (email !== null) await browser.signIn(email)
    return browser.ask('/temporal/decode', {
      method: 'POST',
      headers: { origin: from, 'content-type': 'application/json' },
      body: JSON.stringify({ payloads: [await sealed('Priya', organisation)] }),
    })
  }

  it('is for auditors and owners', async () => {
    const answer = await ask('audit@harbour.test')
    expect([
      answer.status,
      answer.headers.get('access-control-allow-origin'),
      answer.headers.get('access-control-allow-credentials'),
    ]).toEqual([200, origin, 'true'])
    expect(await answer.json()).toMatchObject({ payloads: [{ data: Buffer.from('"Priya"').toString('base64') }] })
  })

  it('shows nobody what belongs to an organisation whose histories they may not read', async () => {
    const answer = await ask('audit@harbour.test', origin, quayBooks.id)
    expect(answer.status).toBe(200)
    const told = z.object({ payloads: z.array(z.object({ data: z.base64() })) }).parse(await answer.json())
    expect(told.payloads.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual([
      expect.stringContaining('whose histories you may not read'),
    ])
  })

  it('is recorded once for each call, however many payloads its page asks for, and names the call', async () => {
    const line = await quickLine(web)
    await line.arrive('call-1')
    await line.arrive('call-2')
    const olive = web.browser()
    await olive.signIn('olive@harbour.test')
    const page = async (call: string) => {
      const payloads = [{ organisation: harbourBikes.id, call }, { arrival: { facts: { call } } }, 'Priya']
      await Promise.all(
        [...payloads, ...payloads].map(async (value) =>
          olive.ask('/temporal/decode', {
            method: 'POST',
            headers: { origin, 'content-type': 'application/json' },
            body: JSON.stringify({ payloads: [await sealed(value, harbourBikes.id)] }),
          }),
        ),
      )
    }
    await page('call-1')
    await page('call-1')
    await page('call-2')
    const deeds = await web.db.withOrganisation(harbourBikes.id, (em) =>
      readDeeds(em, {
        organisation: harbourBikes.id,
        filter: { kinds: ['payloads.call-decoded'] },
        limit: 50,
        from: { after: 0 },
      }),
    )
    expect(deeds.map(({ about, aboutName }) => [about, aboutName])).toEqual([
      ['call-1', 'the call from +12025550199 to Quick'],
      ['call-2', 'the call from +12025550199 to Quick'],
    ])
  })

  it('is refused to everybody else, and to other sites', async () => {
    expect((await ask('ana@harbour.test')).status).toBe(404)
    expect((await ask('adam@harbour.test')).status).toBe(403)
    expect((await ask(null)).status).toBe(401)
    expect((await ask('audit@harbour.test', 'https://evil.example')).status).toBe(403)
  })

  it('may be asked for beforehand, without a cookie', async () => {
    const answer = await fetch(new URL('/temporal/decode', web.url), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, origin])
  })
})
