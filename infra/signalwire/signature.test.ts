import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { signatures } from './signature.ts'

// The package's exports hide its own types, so what is used of it is named here.
const validator = z.object({
  validateRequest:
    z.custom<(key: string, signature: string, url: string, body: string) => boolean | Promise<boolean>>(),
})
const { validateRequest } = validator.parse(createRequire(import.meta.url)('@signalwire/web-api'))

const key = 'PSKtest1234567890abcdef'
const body = Buffer.from('{"event":"call.state","params":{"call_id":"abc-123","state":"answered"}}')
const sha1 = 'c3c08c1fefaf9ee198a100d5906765a6f394bf0f'
const check = signatures({ publicUrl: 'https://example.ngrok.io', keys: [key] })
const signed = (headers: Record<string, string>, change: { target?: string; body?: Uint8Array } = {}) => ({
  target: '/webhook',
  body,
  header: (name: string) => headers[name],
  ...change,
})

test("the carrier's published example is valid", () => {
  expect(check(signed({ 'x-signalwire-signature': sha1 }))).toBe('valid')
})

test("the carrier's own validator agrees", async () => {
  expect(await validateRequest(key, sha1, 'https://example.ngrok.io/webhook', body.toString())).toBe(true)
})

test('one changed letter, of body, address or signature, is wrong', () => {
  expect(check(signed({ 'x-signalwire-signature': sha1 }, { target: '/webhook?x=1' }))).toBe('wrong')
  expect(check(signed({ 'x-signalwire-signature': sha1 }, { body: Buffer.concat([body, Buffer.from(' ')]) }))).toBe(
    'wrong',
  )
  expect(check(signed({ 'x-signalwire-signature': sha1.replace('c', 'd') }))).toBe('wrong')
  expect(check(signed({ 'x-signalwire-signature': 'short' }))).toBe('wrong')
})

test('no signature is absent, not wrong', () => {
  expect(check(signed({}))).toBe('absent')
  expect(check(signed({ 'x-signalwire-signature': '' }))).toBe('absent')
})

test('with both signatures, both must fit', () => {
  const sha256 = createHmac('sha256', key).update('https://example.ngrok.io/webhook').update(body).digest('hex')
  expect(check(signed({ 'x-signalwire-signature': sha1, 'x-signalwire-sha256-signature': sha256 }))).toBe('valid')
  expect(
    check(signed({ 'x-signalwire-signature': sha1, 'x-signalwire-sha256-signature': sha256.replace(/^./, 'z') })),
  ).toBe('wrong')
  expect(check(signed({ 'x-signalwire-sha256-signature': sha256 }))).toBe('valid')
})

test('the key before this one is accepted while it is configured', () => {
  const request = signed({ 'x-signalwire-signature': sha1 })
  expect(signatures({ publicUrl: 'https://example.ngrok.io', keys: ['PSKnew', key] })(request)).toBe('valid')
  expect(signatures({ publicUrl: 'https://example.ngrok.io', keys: ['PSKnew'] })(request)).toBe('wrong')
})

test('a path in the public URL counts, whether or not a proxy took it off', () => {
  const below = signatures({ publicUrl: 'https://example.com/phone/', keys: [key] })
  const signature = createHmac('sha1', key).update('https://example.com/phone/carrier/x').update(body).digest('hex')
  for (const target of ['/carrier/x', '/phone/carrier/x'])
    expect(below(signed({ 'x-signalwire-signature': signature }, { target }))).toBe('valid')
})

test('bytes that are no text are signed as they came', () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0x80])
  const signature = createHmac('sha1', key).update('https://example.ngrok.io/webhook').update(bytes).digest('hex')
  expect(check(signed({ 'x-signalwire-signature': signature }, { body: bytes }))).toBe('valid')
})
