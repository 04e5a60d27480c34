import { expect, test } from 'vitest'
import { auditQuery } from '#apps/web/app/audit/audit-query.ts'
import { browserName, shownAddress } from '#apps/web/app/words/browser-name.ts'
import { rangeOf } from '#apps/web/app/calls/range.ts'
import { headerSays } from '#apps/web/app/contacts/column-words.ts'
import { labelIn, likeNumber } from '#apps/web/app/contacts/guess-columns.ts'
import { splitNumbers } from '#apps/web/app/contacts/split-numbers.ts'
import { ownPath } from '#apps/web/app/access/own-path.ts'
import { deviceAddress } from '#infra/deeds/devices/device-address.ts'
import { readChange } from '#apps/web/app/numbers/routing-changes.ts'
import { readCursor } from '#apps/web/app/lists/cursor.ts'
import { e164Of, shownNumber } from '#apps/web/app/words/format-number.server.ts'
import { clientAddress } from '#apps/web/server/client-address.ts'
import { multipartFields, urlencodedFields } from '#apps/web/server/form-fields.ts'
import { readFlow } from '#flows/language/flow.ts'
import { problem } from '#infra/errors.ts'
import { foreignJson } from '#infra/foreign-text.ts'
import { spoken } from '#infra/signalwire/documents/speech.ts'
import { readDocumentFetch, readNews } from '#infra/signalwire/news.ts'
import { numberWordBody, wordBody } from '#infra/signalwire/reports.ts'
import { callerOf } from '#infra/signalwire/caller.ts'
import { e164, legEnd } from '#infra/signalwire/spellings.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { searchedNumber } from '#infra/telephone/searched-number.ts'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { withoutPeople } from '#infra/without-people.ts'

const HOME = { country: 'US', countries: ['US'] } as const

/** Everything that reads or filters text which a stranger has chosen; it may throw, but not take its time. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  withoutPeople,
  spoken: (text) => spoken(text, 2_000),
  e164,
  callerOf,
  legEnd,
  'e164Of, at home': (text) => e164Of(text, { beside: '+12025550100' }),
  'e164Of, nowhere': (text) => e164Of(text, { beside: null }),
  headerSays,
  labelIn,
  likeNumber,
  splitNumbers: (text) => splitNumbers(text.slice(0, 1_000)),
  searchedNumber: (text) => searchedNumber(text),
  shownNumber: (text) => shownNumber(text),
  'deviceAddress of a phone': (address) => deviceAddress({ kind: 'phone', address }, HOME),
  'deviceAddress of a SIP phone': (address) => deviceAddress({ kind: 'sip', address }, HOME),
  'deviceAddress of a browser': (address) => deviceAddress({ kind: 'browser', address }, HOME),
  browserName,
  shownAddress,
  clientAddress: (forwardedFor) =>
    clientAddress({ peer: '127.0.0.1', forwardedFor, trusted: trustedProxies('127.0.0.1') }),
  urlencodedFields: (text) => urlencodedFields(Buffer.from(text)),
  'urlencodedFields of one field': (text) => urlencodedFields(Buffer.from(`name=${text.replaceAll('&', '%26')}`)),
  'multipartFields of a part': (text) =>
    multipartFields(
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n${text}\r\n--x--\r\n`),
      'multipart/form-data; boundary=x',
    ),
  'multipartFields of a part’s headers': (text) =>
    multipartFields(Buffer.from(`--x\r\n${text}\r\n\r\n\r\n--x--\r\n`), 'multipart/form-data; boundary=x'),
  'multipartFields of a part’s name': (text) =>
    multipartFields(
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="${text}"\r\n\r\n\r\n--x--\r\n`),
      'multipart/form-data; boundary=x',
    ),
  'multipartFields of a boundary': (text) =>
    multipartFields(Buffer.from('--x'), `multipart/form-data; boundary=${text}`),
  readCursor,
  readChange,
  ownPath,
  rangeOf: (header) => rangeOf(header, 1_000),
  auditQuery: (text) =>
    auditQuery(new URLSearchParams({ caller: text, from: text, node: text, number: text, version: text })),
  foreignJson,
  'foreignJson of a text': (text) => foreignJson(JSON.stringify(text)),
  readDocumentFetch: (text) => readDocumentFetch({ call: { call_id: text, from: text, to: text, direction: text } }),
  'readNews of a call': (text) => readNews({ call_id: 'a', call_state: 'ended', end_reason: text, to: text }),
  'readNews of anything': (text) => readNews({ event_type: text, params: { call_id: text } }),
  wordBody: (text) =>
    wordBody.safeParse({
      step: 1,
      try: 1,
      last: true,
      since: text,
      verb: 'record',
      record_url: text,
      record_result: text,
      record_duration: text,
    }),
  numberWordBody: (text) => numberWordBody.safeParse({ call: text, from: text, to: text, what: 'word', since: text }),
  'carrierUrls.read': (text) =>
    carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) }).read(`/carrier/calls/${text}`),
  readFlow: (text) => readFlow({ name: text, nodes: [{ id: text, kind: text }], edges: [] }),
  'a problem in words': (text) => problem('email-taken', { name: text }),
}

/** What makes careless expressions start again at every character. */
const units = [
  'a',
  'a@',
  '@',
  'a.',
  '.',
  '+',
  '+1',
  '1',
  '0',
  '%',
  '%2B1',
  '$',
  '{',
  '${',
  '"',
  '\\',
  '[',
  '(',
  '-',
  '_',
  ' ',
  '\n',
  '\t ',
  'sip:',
  ':',
  '/',
  '/.',
  '//',
  ',',
  ';',
  '=',
  '&',
  'a&',
  'a=b&',
  '--x\r\n',
  '\r\n',
  'a:\r\n',
  '!”',
  '”',
  '\u2063',
  '\u{1f600}',
  '\ud800',
  '--x',
  '#',
  '?',
]
const ends = ['', '!', '\n', '@', '{', 'a']
const hostile = units.flatMap((unit) => ends.map((end) => ({ unit, end })))

/** In milliseconds: far more than anything linear needs for so much, and anything quadratic takes seconds. Less says more of the machine than of us. */
const AT_ONCE = 150

test.each(Object.keys(readers))('%s takes twice the time for twice the text, whatever the text', async (name) => {
  const read = readers[name] ?? (() => undefined)
  const slow: string[] = []
  for (const { unit, end } of hostile) {
    const time = (length: number) => quickest(read, unit.repeat(Math.ceil(length / unit.length)) + end)
    if ((await time(200_000)) <= AT_ONCE) continue
    const [once, twice] = [await time(100_000), await time(200_000)]
    if (twice / once >= 3)
      slow.push(`${JSON.stringify(unit)} … ${JSON.stringify(end)}: ${once.toFixed(0)} ms, then ${twice.toFixed(0)} ms`)
  }
  expect(slow).toEqual([])
})

/** Milliseconds of our own work, so that a busy machine counts for nothing; of three runs, the quickest. */
async function quickest(read: (text: string) => unknown, text: string): Promise<number> {
  let best = Infinity
  for (let turn = 0; turn < 3 && best > AT_ONCE; turn++) {
    const began = process.threadCpuUsage()
    try {
      await read(text)
    } catch {
      // refused, which is an answer as well
    }
    const { user, system } = process.threadCpuUsage(began)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}
