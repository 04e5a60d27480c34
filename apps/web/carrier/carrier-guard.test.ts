import { pino } from 'pino'
import { expect, test } from 'vitest'
import { carrierUrls, type CarrierAddress } from '#infra/signalwire/urls.ts'
import { Counters } from './counters.ts'
import { carrierGuard } from './carrier-guard.ts'

const urls = carrierUrls({
  publicUrl: 'https://phone.example.com',
  secret: 'a secret of at least thirty-two characters',
})
const call = { organisation: 'o1', call: 'call-1' }
const document: CarrierAddress = { to: 'step-document', ...call, step: 1, from: null }
const word: CarrierAddress = { to: 'word', ...call, step: 1, from: null }
const signed = { 'x-signalwire-signature': 'whatever it is' }

test.each([
  ['the document of a number, signed', urls.of({ to: 'number-document', number: '7' }), signed],
  ['the document of a step, signed', urls.of(document), signed],
  ['a word at an address with its token', urls.of(word), {}],
])('lets in %s', (_what, url, headers) => {
  expect(atTheDoor({ url, headers })).toEqual({ status: undefined, refused: 0 })
})

test.each([
  ['the document of a number, unsigned', urls.of({ to: 'number-document', number: '7' })],
  ['the document of a step, unsigned', urls.of(document)],
  ['a word at an address whose token is wrong', urls.of(word).replace(/t=.*/, 't=forged')],
  ['a word at an address without a token', urls.of(word).replace(/\?.*/, '')],
])('says to whoever asks for %s that only the carrier can', (_what, url) => {
  expect(atTheDoor({ url, headers: {} })).toEqual({ status: 403, refused: 1 })
})

test.each([
  ['an address that does not exist', 'POST', '/carrier/calls/7/x'],
  ['a document that is got instead of posted', 'GET', urls.of({ to: 'number-document', number: '7' })],
])('has nothing at %s', (_what, method, url) => {
  expect(atTheDoor({ url, method, headers: signed })).toEqual({ status: 404, refused: 0 })
})

function atTheDoor({
  url,
  method = 'POST',
  headers,
}: {
  readonly url: string
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
}) {
  const counters = new Counters()
  const door = carrierGuard({ urls, counters, log: pino({ level: 'silent' }) })
  const { pathname, search } = new URL(url, 'https://phone.example.com')
  return {
    status: door({ method, originalUrl: pathname + search, headers })?.status,
    refused: counters.totals['refused'] ?? 0,
  }
}
