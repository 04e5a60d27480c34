import { randomBytes } from 'node:crypto'
import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import { expect, test } from 'vitest'
import { EncryptingCodec } from './codec.ts'

const key = (id: string) => ({ id, key: new Uint8Array(randomBytes(32)) })
const payload = (value: unknown): Payload => {
  const made = defaultPayloadConverter.toPayload(value)
  if (!made) throw new Error('no payload')
  return made
}

test('what is stored does not show a phone number, and comes back as it was', async () => {
  const codec = new EncryptingCodec([key('k1')])
  const [stored] = await codec.encode([payload({ caller: '+12025550150' })])
  expect(Buffer.from(stored?.data ?? []).toString('latin1')).not.toContain('2025550150')
  const [back] = await codec.decode(stored ? [stored] : [])
  expect(back && defaultPayloadConverter.fromPayload(back)).toEqual({ caller: '+12025550150' })
})

test('a plan of many alike steps is stored smaller than it is', async () => {
  const plan = { steps: Array.from({ length: 100 }, (_, n) => ({ id: `node-${n}`, kind: 'play', config: { say: 'Please hold the line.' } })) }
  const [stored] = await new EncryptingCodec([key('k1')]).encode([payload(plan)])
  expect(stored?.data?.length).toBeLessThan(JSON.stringify(plan).length / 3)
})

test('after a rotation the old key still reads what it wrote', async () => {
  const [old, fresh] = [key('2026-01'), key('2026-02')]
  const stored = await new EncryptingCodec([old]).encode([payload('before')])
  const [back] = await new EncryptingCodec([fresh, old]).decode(stored)
  expect(back && defaultPayloadConverter.fromPayload(back)).toBe('before')
})

test('a payload of an unknown key says which key is missing', async () => {
  const stored = await new EncryptingCodec([key('lost')]).encode([payload(1)])
  await expect(new EncryptingCodec([key('other')]).decode(stored)).rejects.toThrow('"lost"')
})

test('a changed payload is refused', async () => {
  const codec = new EncryptingCodec([key('k1')])
  const [stored] = await codec.encode([payload('answered')])
  const data = Uint8Array.from(stored?.data ?? [])
  data[20] = (data[20] ?? 0) ^ 1
  await expect(codec.decode([{ ...stored, data }])).rejects.toThrow()
})
