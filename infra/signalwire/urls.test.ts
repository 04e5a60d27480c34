import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carrierUrls, type CarrierAddress } from './urls.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com/', secret: 's'.repeat(32) })
const place = { organisation: 'harbour', call: 'c-1' }

test('every address reads as what was written', () => {
  fc.assert(
    fc.property(address, (written) => {
      const url = urls.of(written)
      expect(urls.read(url)).toEqual({ kind: 'known', address: written })
      expect(urls.read(url.slice('https://phone.example.com'.length))).toEqual({ kind: 'known', address: written })
    }),
  )
})

test('no name in an address can open a variable of the carrier', () => {
  fc.assert(fc.property(address, (written) => !/[$%]\{/.test(urls.of(written))))
})

test('a step is asked for by the path that the documents use', () => {
  const url = new URL(urls.of({ to: 'word', ...place, step: 2, from: 'front-desk' }))
  expect(url.pathname).toBe('/carrier/calls/c-1/steps/2/word')
  expect([...url.searchParams.keys()]).toEqual(['from', 'o', 't'])
})

test('a token of another place, purpose or organisation is forged', () => {
  const url = urls.of({ to: 'word', ...place, step: 2, from: 'front-desk' })
  for (const forged of [
    url.replace('/2/', '/3/'),
    url.replace('/word', '/begun'),
    url.replace('c-1', 'c-2'),
    url.replace('harbour', 'rival'),
    url.replace('front-desk', 'back-office'),
    url.replace('from=front-desk&', ''),
    url.replace(/&t=.*/, ''),
  ]) {
    expect(urls.read(forged)).toEqual({ kind: 'forged' })
  }
  const after = urls.of({ to: 'leg-word', ...place, leg: '2-1', step: 2 })
  for (const forged of [after.replace('2-1', '2-2'), after.replace('/word', '/begun'), after.replace('/2/', '/3/')])
    expect(urls.read(forged)).toEqual({ kind: 'forged' })
})

test("the number's document carries no token, because the carrier signs its fetch", () => {
  const url = urls.of({ to: 'number-document', number: '+12025550100' })
  expect(url).toBe('https://phone.example.com/carrier/numbers/%2B12025550100')
  expect(urls.read(url)).toEqual({ kind: 'known', address: { to: 'number-document', number: '+12025550100' } })
})

test('what is no place of ours is unknown', () => {
  for (const target of [
    '/',
    '/carrier',
    '/carrier/calls/c/steps/0',
    '/carrier/calls/c/steps/x/word',
    '/carrier/calls/%E0/recording',
    '/carrier/calls/c/legs/l/steps/0/word',
    'http://',
  ]) {
    expect(urls.read(target)).toEqual({ kind: 'unknown' })
  }
})

test('a path in the public URL is kept, and read with or without it', () => {
  const below = carrierUrls({ publicUrl: 'https://example.com/phone', secret: 's'.repeat(32) })
  const url = below.of({ to: 'recording', ...place })
  expect(url).toMatch(/^https:\/\/example\.com\/phone\/carrier\/calls\/c-1\/recording\?/)
  expect(below.read(url).kind).toBe('known')
  expect(below.read(url.slice('https://example.com/phone'.length)).kind).toBe('known')
})

// "." and ".." as a whole name cannot stand in a URL's path; no id of the carrier or of ours is one.
const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '.' && text !== '..')
const step = fc.integer({ min: 1, max: 999_999 })
const address: fc.Arbitrary<CarrierAddress> = fc.oneof(
  fc.record({ to: fc.constant('number-document' as const), number: name }),
  fc.record({
    to: fc.constantFrom('number-status' as const, 'number-word' as const),
    organisation: name,
    number: name,
  }),
  fc.record({
    to: fc.constantFrom('step-document' as const, 'word' as const),
    organisation: name,
    call: name,
    step,
    from: fc.option(name),
  }),
  fc.record({ to: fc.constant('begun' as const), organisation: name, call: name, step }),
  fc.record({
    to: fc.constantFrom('recording' as const, 'ladder' as const, 'ladder-status' as const),
    organisation: name,
    call: name,
  }),
  fc.record({
    to: fc.constantFrom('claim' as const, 'leg-status' as const),
    organisation: name,
    call: name,
    leg: name,
  }),
  fc.record({
    to: fc.constantFrom('leg-document' as const, 'leg-word' as const, 'leg-begun' as const),
    organisation: name,
    call: name,
    leg: name,
    step,
  }),
)
