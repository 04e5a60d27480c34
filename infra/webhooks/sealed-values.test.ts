import { expect, test } from 'vitest'
import { Sealer } from '../secrets/sealer.ts'
import { opened, sealedValue } from './sealed-values.ts'

const sealer = new Sealer([{ id: 'k1', key: new Uint8Array(32).fill(1) }])
const of = { organisation: 'harbour', call: 'call-1' }

test('a secret answer stands in an address, in JSON and in a header as it should, and in no other call', () => {
  const token = sealedValue(sealer, of, 'a "b" &c')
  expect(encodeURIComponent(token)).toBe(token)
  expect(JSON.stringify(token)).toBe(`"${token}"`)
  const written = (value: string) => `<${value}>`
  expect(opened(`x${token}y${token}`, { sealer, of, written })).toBe('x<a "b" &c>y<a "b" &c>')
  expect(opened(token, { sealer, of: { ...of, call: 'call-2' }, written })).toBe(token)
})

test('what only looks like one stays as it is', () => {
  for (const text of ['~sealed~abc~sealed~', '~sealed~', '~sealed~~sealed~', ''])
    expect(opened(text, { sealer, of, written: (value) => value })).toBe(text)
})
