import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import { openFiles } from '#infra/files/files.ts'
import { harbourBikes } from '../../demo-data.ts'
import { quickLine, voicemail } from '../../testing/quick-line.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
const browsers = new Map<string, Browser>()
const organisation = harbourBikes.id

beforeAll(async () => {
  web = await testWeb()
  for (const name of ['ana', 'adam', 'audit']) {
    const browser = web.browser()
    await browser.signIn(`${name}@harbour.test`)
    browsers.set(name, browser)
  }
  const { arrive, tell, rings } = await quickLine(web)
  await arrive('call-1')
  await tell('call-1', { kind: 'entered', title: 'Ring the shop', node: 'priority-chain' }, rings('1-1'), ...voicemail)
}, 120_000)

afterAll(() => web.close())
afterAll(meetsNoError)

const as = (name: string): Browser => browsers.get(name) ?? web.browser()

describe('a missed call with a voicemail', () => {
  it('plays in parts, to people on the number, and each hearing is noted', async () => {
    const fileKey = `${organisation}/recordings/one.wav`
    await openFiles(join(tmpdir(), `ringdown-web-${new URL(web.url).port}`, 'files')).set(
      fileKey,
      new File(['0123456789'], 'recording.wav', { type: 'audio/wav' }),
    )
    await saveRecording(web.db, {
      organisation,
      call: 'call-1',
      recording: { url: 'https://carrier.test/1', seconds: 31, fileKey, bytes: 10, sha256: 'x', keptAt: Date.now() },
    })
    const [row] = await web.db.withOrganisation(organisation, (em) =>
      em.execute<{ id: string }[]>(`select id from recording where call = 'call-1'`),
    )
    const path = `/calls/call-1/recordings/${row?.id}`
    const whole = await as('ana').get(path)
    expect([
      whole.status,
      whole.headers.get('content-type'),
      whole.headers.get('cache-control'),
      await whole.text(),
    ]).toEqual([200, 'audio/wav', 'private, no-store', '0123456789'])
    const part = await as('ana').get(path, { range: 'bytes=2-4' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
    expect((await as('ana').get(path, { range: 'bytes=10-' })).status).toBe(416)
    for (const other of ['adam', 'audit']) expect((await as(other).get(path)).status).toBe(404)
    expect(await (await as('audit').get('/calls/call-1')).text()).toContain('Heard once')
  })

  it('is heard by nobody without a note, whichever part they ask for and by whichever method', async () => {
    const [row] = await web.db.withOrganisation(organisation, (em) =>
      em.execute<{ id: string }[]>(`select id from recording where call = 'call-1'`),
    )
    const path = `/calls/call-1/recordings/${row?.id}`
    const noted = async () =>
      (
        await web.db.withOrganisation(organisation, (em) =>
          em.execute<unknown[]>(`select from recording_view where recording = ?`, [row?.id]),
        )
      ).length
    const before = await noted()
    const head = await as('ana').ask(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text(), await noted()]).toEqual([
      200,
      '10',
      '',
      before,
    ])
    const options = await as('ana').ask(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([405, 'GET, HEAD', ''])
    const again = await as('ana').get(path)
    expect([await again.text(), await noted()]).toEqual(['0123456789', before + 1])
    const ben = web.browser()
    await ben.signIn('ben@harbour.test')
    const rest = await ben.get(path, { range: 'bytes=1-' })
    expect([rest.status, await rest.text(), await noted()]).toEqual([206, '123456789', before + 2])
    expect(await (await ben.get(path, { range: 'bytes=5-' })).text()).toBe('56789')
    expect(await noted()).toBe(before + 2)
  })

  it('is heard once a sitting, as auditors read on its call’s page and in the record', async () => {
    for (const page of ['/calls/call-1', '/audit/deeds'])
      expect(await (await as('audit').get(page)).text()).toContain(
        'Each time someone plays a recording from the beginning, it is logged.',
      )
  })

  it('shows nobody where the carrier keeps it, for it could be heard there unnoted', async () => {
    const seen = await Promise.all(
      ['ana', 'audit'].flatMap((who) =>
        ['/calls/call-1', '/calls/call-1.data', '/calls/call-1/history.json'].map(async (path) =>
          (await as(who).get(path)).text(),
        ),
      ),
    )
    expect(seen.filter((text) => text.includes('carrier.test'))).toEqual([])
    expect(seen.filter((text) => text.includes('voicemail')).length).toBe(5)
  })
})

function meetsNoError(): void {
  expect(web.troubles).toEqual([])
}
