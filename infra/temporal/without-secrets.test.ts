import { defaultPayloadConverter } from '@temporalio/common'
import { expect, test } from 'vitest'
import type { Word } from '#flows/call/call-words.ts'
import { withoutSecrets } from './without-secrets.ts'

const word: Word = { step: 2, result: { kind: 'heard', by: 'keys', text: '4711', secret: true } }

test.each<[string, unknown]>([
  ['a word', word],
  ['what carries one', { organisation: 'harbour', words: [word] }],
])('what a caller has entered in secret is taken out of %s, and nothing else', (_what, value) => {
  const shown: unknown = defaultPayloadConverter.fromPayload(withoutSecrets(defaultPayloadConverter.toPayload(value)))
  expect(shown).toEqual(JSON.parse(JSON.stringify(value).replaceAll('4711', '')))
})

test.each<[string, unknown]>([
  ['an answer that anybody may see', { kind: 'heard', by: 'keys', text: '1' }],
  ['a question that asks for a secret', { takes: { kind: 'digits', fewest: 4, most: 4, ends: null, secret: true } }],
  ['nothing', undefined],
])('what is no secret stays as it is: %s', (_what, value) => {
  const payload = defaultPayloadConverter.toPayload(value)
  expect(withoutSecrets(payload)).toBe(payload)
})
