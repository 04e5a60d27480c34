import { expect, test } from 'vitest'
import { Sealer } from './sealer.ts'

const keys = (...ids: readonly string[]) => ids.map((id, at) => ({ id, key: new Uint8Array(32).fill(at + 1) }))
const about = { organisation: 'harbour', purpose: 'secret crm' }

test('a secret is read by whoever names whose it is and what it is for, and by nobody else', () => {
  const sealer = new Sealer(keys('k1'))
  const sealed = sealer.seal(about, 'Zürich 🔑')
  expect(sealed).toMatch(/^[\w-]+$/)
  expect(sealer.open(about, sealed)).toBe('Zürich 🔑')
  expect(() => sealer.open({ ...about, organisation: 'other' }, sealed)).toThrow()
  expect(() => sealer.open({ ...about, purpose: 'secret shop' }, sealed)).toThrow()
})

test('two of the same text look different, and one that was changed is refused', () => {
  const sealer = new Sealer(keys('k1'))
  const [one, another] = [sealer.seal(about, 'same'), sealer.seal(about, 'same')]
  expect(one).not.toBe(another)
  const bytes = Buffer.from(one, 'base64url')
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => sealer.open(about, changed.toString('base64url'))).toThrow()
  }
})

test('a key that came before still opens what it has closed', () => {
  const [k1, k2] = keys('k1', 'k2')
  if (!k1 || !k2) throw new Error('two keys')
  const sealed = new Sealer([k1]).seal(about, 'kept')
  expect(new Sealer([k2, k1]).open(about, sealed)).toBe('kept')
  expect(() => new Sealer([k2]).open(about, sealed)).toThrow(/PAYLOAD_KEYS does not name/)
})
