import { createCipheriv, randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import proto from '@temporalio/proto'
import { describe, expect, test } from 'vitest'
import { EncryptingCodec } from './codec.ts'
import { inOrganisation } from './organisation-scope.ts'
import { PayloadKeyring } from './payload-keys.ts'
import { payloadReader, type Reader } from './readable-payloads.ts'
import { sealOf } from './sealed.ts'

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
  const plan = {
    steps: Array.from({ length: 100 }, (_, n) => ({
      id: `node-${n}`,
      kind: 'play',
      config: { say: 'Please hold the line.' },
    })),
  }
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

describe('a key for each organisation', () => {
  const keys = [key('k1')]
  const workflow = (workflowId: string) => ({ type: 'workflow' as const, namespace: 'default', workflowId })
  const written = (organisation: string, value: unknown, workflowId = 'call/1') =>
    inOrganisation(organisation, () => new EncryptingCodec(keys).encode([payload(value)], workflow(workflowId)))
  const owner = (payloads: readonly Payload[]) => payloads.map((each) => sealOf(each)?.organisation)
  const value = (each: Payload) => defaultPayloadConverter.fromPayload<unknown>(each)
  const read = (payloads: readonly Payload[], reader: Partial<Reader> & { readonly of?: string }) =>
    payloadReader(keys)
      .read(payloads, { organisations: new Set(reader.of === undefined ? [] : [reader.of]), only: reader.only ?? null })
      .map((each) => value(each.payload))

  test('what is written in an organisation’s name is encrypted with a key that the other organisations do not have', async () => {
    const keyring = new PayloadKeyring(keys)
    expect(keyring.of('harbour', 'k1').equals(keyring.of('quay', 'k1'))).toBe(false)
    expect(keyring.of('harbour', 'k1').equals(keyring.installation('k1'))).toBe(false)
    const [stored] = await written('harbour', 'Priya')
    expect(read([stored ?? {}], { of: 'harbour' })).toEqual(['Priya'])
    expect(read([stored ?? {}], { of: 'quay' })).toEqual([
      expect.stringContaining('belongs to an organisation whose histories you may not read'),
    ])
  })

  test('a payload that is said to be another organisation’s does not open', async () => {
    const [stored] = await written('harbour', 'Priya')
    const forged = { ...stored, metadata: { ...stored?.metadata, 'encryption-organisation': Buffer.from('quay') } }
    await expect(new EncryptingCodec(keys).decode([forged])).rejects.toThrow()
    expect(read([forged], { of: 'quay' })).toEqual([expect.stringContaining('or changed since')])
  })

  test('a worker that has read a call’s input answers with that organisation’s key, its companions and activities too', async () => {
    const worker = new EncryptingCodec(keys)
    await worker.decode(await written('harbour', { call: 'input' }), workflow('call/1'))
    expect(owner(await worker.encode([payload('answer')], workflow('call/1')))).toEqual(['harbour'])
    expect(owner(await worker.encode([payload('input')], workflow('after-call/1')))).toEqual(['harbour'])
    expect(
      owner(
        await worker.encode([payload('legs')], {
          type: 'activity',
          namespace: 'default',
          workflowId: 'call/1',
          isLocal: false,
        }),
      ),
    ).toEqual(['harbour'])
    expect(owner(await worker.encode([payload('other')], workflow('call/2')))).toEqual([''])
  })

  test('calls of two organisations at once keep to their own keys', async () => {
    const codec = new EncryptingCodec(keys)
    const both = await Promise.all(
      ['harbour', 'quay'].map((organisation) =>
        inOrganisation(organisation, async () => {
          await Promise.resolve()
          return await codec.encode([payload(1)], workflow(`call/${organisation}`))
        }),
      ),
    )
    expect(both.map(owner)).toEqual([['harbour'], ['quay']])
  })

  test('what is nobody’s is shown to nobody where there are several organisations', async () => {
    const watch = await new EncryptingCodec(keys).encode([payload('round')], workflow('carrier-watch'))
    expect(read(watch, { of: 'harbour' })).toEqual([
      expect.stringContaining('belongs to an organisation whose histories you may not read'),
    ])
    expect(read(watch, { of: 'harbour', only: 'harbour' })).toEqual(['round'])
    expect((await new EncryptingCodec(keys).decode(watch)).map(value)).toEqual(['round'])
  })

  test('payloads from before stay readable to the product, and to people as far as they say whose they are', async () => {
    const [arrival, answer] = [
      before(keys, payload({ arrival: { organisation: 'harbour' } })),
      before(keys, payload('Priya')),
    ]
    const worker = new EncryptingCodec(keys)
    expect((await worker.decode([arrival, answer], workflow('call/1'))).map(value)).toEqual([
      { arrival: { organisation: 'harbour' } },
      'Priya',
    ])
    expect(owner(await worker.encode([payload('next')], workflow('call/1')))).toEqual(['harbour'])
    expect(read([arrival, answer], { of: 'harbour' })).toEqual([
      { arrival: { organisation: 'harbour' } },
      expect.stringContaining('does not say whose it is'),
    ])
    expect(read([arrival, answer], { of: 'quay' })).toEqual([
      expect.stringContaining('does not say whose it is'),
      expect.stringContaining('does not say whose it is'),
    ])
    expect(read([answer], { of: 'harbour', only: 'harbour' })).toEqual(['Priya'])
    expect(read([answer], { of: 'quay', only: 'harbour' })).toEqual([expect.stringContaining('Encrypted')])
  })
})

/** As payloads were encrypted before organisations had keys: with the installation's, without a word about whose they are. */
function before(keys: readonly { id: string; key: Uint8Array }[], plain: Payload): Payload {
  const [{ id, key: secret } = { id: '', key: new Uint8Array() }] = keys
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const data = Buffer.concat([
    nonce,
    cipher.update(deflateRawSync(proto.temporal.api.common.v1.Payload.encode(plain).finish())),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return {
    metadata: { encoding: Buffer.from('binary/ringdown-encrypted'), 'encryption-key-id': Buffer.from(id) },
    data,
  }
}
