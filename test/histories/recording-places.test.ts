import { readFile } from 'node:fs/promises'
import type { Payload } from '@temporalio/common'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { EncryptingCodec } from '#infra/temporal/codec.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import { payloadReader } from '#infra/temporal/readable-payloads.ts'
import { kept } from './kept.ts'

const keys = [{ id: 'k1', key: new Uint8Array(32).fill(1) }]

test.each([
  ['a call that left a message', 'voicemail-then-goodbye.json', 'recording-1'],
  ['what follows a call', 'after-call-with-its-history.json', 'https://carrier.test/1'],
])('no reader of payloads learns where the carrier keeps a recording: %s', async (_what, file, place) => {
  const plain = payloadsIn(JSON.parse(await readFile(new URL(file, kept), 'utf8')))
  const stored = await inOrganisation('harbour', () => new EncryptingCodec(keys).encode(plain))
  const read = payloadReader(keys).read(stored, { organisations: new Set(['harbour']), only: null })
  const before = plain.map(textOf)
  const after = read.map(({ payload }) => textOf(payload))
  expect(before.filter((text) => text.includes(place))).not.toEqual([])
  expect(after.filter((text) => text.includes(place))).toEqual([])
  expect(after.filter((text, index) => text !== before[index]?.replaceAll(place, ''))).toEqual([])
})

const node = z.object({ metadata: z.record(z.string(), z.base64()), data: z.base64() })

/** Every payload in a history as Temporal gives it, wherever it stands. */
function payloadsIn(part: unknown): Payload[] {
  if (typeof part !== 'object' || part === null) return []
  const found = node.safeParse(part)
  if (!found.success) return Object.values(part).flatMap(payloadsIn)
  return [
    {
      metadata: Object.fromEntries(
        Object.entries(found.data.metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
      ),
      data: Buffer.from(found.data.data, 'base64'),
    },
  ]
}

const textOf = ({ data }: Payload): string => Buffer.from(data ?? []).toString()
