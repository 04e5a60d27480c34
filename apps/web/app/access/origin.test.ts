import { describe, expect, it } from 'vitest'
import { comesFrom } from './origin.server.ts'

const own = ['https://phone.example.com']

describe('a request that changes something', () => {
  it.each([
    ['our own origin', { origin: 'https://phone.example.com' }, true],
    ['a page of ours whose browser says no more than that', { 'sec-fetch-site': 'same-origin' }, true],
    [
      'a page of ours at another address than the public one',
      { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
      false,
    ],
    ['a hidden origin that is called ours', { origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['a sister site', { origin: 'https://www.example.com', 'sec-fetch-site': 'same-site' }, false],
    ['our name on another port', { origin: 'https://phone.example.com:8443' }, false],
    ['our name without encryption', { origin: 'http://phone.example.com' }, false],
    ['a hidden origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
    ['nowhere', {}, false],
    ['an address typed in', { 'sec-fetch-site': 'none' }, false],
  ])('from %s: %o %s', (_from, headers, allowed) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(comesFrom(new Request('https://phone.example.com/x', { method, headers }), own)).toBe(allowed)
    }
  })
})

it('lets everybody read', () => {
  expect(
    comesFrom(new Request('https://phone.example.com/', { headers: { origin: 'https://evil.example' } }), own),
  ).toBe(true)
})
