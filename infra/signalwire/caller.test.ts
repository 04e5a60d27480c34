import { expect, it } from 'vitest'
import { callerOf } from './caller.ts'
import { readDocumentFetch } from './news.ts'
import { numberWordBody } from './reports.ts'

it.each([
  'anonymous',
  'Anonymous',
  'ANONYMOUS',
  'Restricted',
  'RESTRICTED',
  'Unavailable',
  'Unknown',
  'Private',
  'Private Number',
  'No Caller ID',
  'Out of Area',
  'Blocked',
  'withheld',
  '+266696687',
  '266696687',
  '+2562533',
  '2562533',
  '+7378742833',
  '7378742833',
  '+86282452253',
  '86282452253',
  '+8656696',
  '8656696',
  '+7748283',
  '+94844353',
  'sip:anonymous@anonymous.invalid',
  '"Anonymous" <sip:c8oqz84zk7z@anonymous.invalid>',
  'sip:restricted@192.0.2.10',
  'sip:+266696687@gw.example;user=phone',
  'tel:anonymous',
  '0',
  '+0000000000',
  '+10000000000',
  '',
  '+',
  '${call.from}',
  '%{call.from}',
  null,
  undefined,
])('%j is a caller who withholds their number', (said) => expect(callerOf(said)).toBeNull())

it.each([
  ['+12025550150', '+12025550150'],
  ['+1 (202) 555-0150', '+12025550150'],
  ['tel:+12025550150', '+12025550150'],
  ['sip:+12025550150@gw.example;user=phone', '+12025550150'],
  ['"Ana" <sip:+12025550150@gw.example>', '+12025550150'],
  ['+17378742833', '+17378742833'], // somebody in Austin, not the code without the 1
])('%s is the telephone %s', (said, e164) => expect(callerOf(said)).toBe(e164))

it.each([
  ['a SIP address', 'sip:ana@example.com'],
  ['a short code', '40404'],
  ['a number without its country', '12025550150'],
  ['a number that cannot be one', '+0123456789'],
  ['a name', 'BANK'],
  ['a name that begins as a word for nobody does', 'Unknown Pleasures Records'],
])('%s is kept as it was sent', (_what, said) => expect(callerOf(said)).toBe(said))

it('keeps no more than an address can have, in one line', () => {
  expect(callerOf(`sip:${'a'.repeat(5_000)}@x`)).toHaveLength(255)
  expect(callerOf('sip:ana\r\n@example.com\0')).toBe('sip:ana @example.com')
})

it('never looks like the conversation of somebody who withholds their number', () => {
  expect(callerOf('call:5ea50000-0000-4000-8000-00000000dead')).toBe('call 5ea50000-0000-4000-8000-00000000dead')
})

it('is read alike from the fetch of a document and from a word of the number’s own document', () => {
  for (const from of ['+12025550150', 'Restricted', 'sip:ana@example.com']) {
    expect(readDocumentFetch({ call: { call_id: 'c', from } }).from).toBe(callerOf(from))
    expect(numberWordBody.parse({ call: 'c', from, to: '', what: 'word' }).from).toBe(callerOf(from))
  }
})
