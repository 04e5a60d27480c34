import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { quickLine, voicemail, type QuickLine } from '../../testing/quick-line.ts'
import { testWeb, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let line: QuickLine

beforeAll(async () => {
  web = await testWeb()
  line = await quickLine(web)
}, 120_000)

afterAll(() => web.close())

it('shows of a kind that has no entry nothing on any page, nor in any stream or file', async () => {
  const [member, auditor] = [web.browser(), web.browser()]
  await member.signIn('ana@harbour.test')
  await auditor.signIn('audit@harbour.test')
  const streams = await Promise.all([member, auditor].map((browser) => browser.get('/live/events')))
  const read = Promise.all(streams.map((stream) => firstOf(stream)))
  await line.arrive('secret')
  await line.tell('secret', { kind: 'card-entered', card: '4111111111111111' } as unknown as Happening)
  const running = await (await member.get('/live/calls')).text()
  expect(running).toContain('arrived')
  await line.tell('secret', line.rings('1-1'), ...voicemail)

  const conversation = /\/inbox\/([\w-]{36})/.exec(await (await member.get('/calls/secret')).text())?.[1]
  const pages = ['/inbox', `/inbox/${conversation}`, '/calls', '/calls/secret', '/', '/find?q=4111']
  const seen = await Promise.all([
    ...pages.map(async (page) => (await member.get(page)).text()),
    ...[...pages, '/audit?step=4111', '/calls/secret/history.json'].map(async (page) =>
      (await auditor.get(page)).text(),
    ),
  ])
  await member.post('/contacts/new', { name: 'Last of all', number: '+12025550198' })
  const [ofMember, ofAuditor] = await read
  expect(ofMember).toContain('rings')
  for (const text of [running, ofMember, ofAuditor, ...seen]) expect(text).not.toContain('4111111111111111')
  for (const text of [running, ofMember, ofAuditor, ...seen.slice(0, pages.length)])
    expect(text).not.toContain('card-entered')
})

/** What a stream tells until it has told of a contact, which whoever is signed in hears of. */
async function firstOf(stream: Response): Promise<string> {
  let text = ''
  for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part
    if (text.includes('"contacts"')) break
  }
  return text
}
