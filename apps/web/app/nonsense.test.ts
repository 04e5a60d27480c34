import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closed, DEAD, everyAddress, type EveryAddress } from '../testing/every-address.ts'
import type { TestWeb } from '../testing/web.ts'

/** Every address of the product, told what no page of ours would tell it. */
let web: TestWeb
let pages: EveryAddress['pages']
let guarded: EveryAddress['guarded']
let addressOf: EveryAddress['addressOf']
let browserOf: EveryAddress['browserOf']

beforeAll(async () => {
  ;({ web, pages, guarded, addressOf, browserOf } = await everyAddress())
}, 180_000)

afterAll(() => web.close())
afterAll(meetsNoError)

describe('whatever an address says', () => {
  const badIds = [
    '%00',
    'a%00b',
    '%ff',
    '%E0%A4%A',
    '..%2f..%2fetc',
    '%27%20or%201=1',
    'x'.repeat(3_000),
    '-1',
    '9'.repeat(400),
    '%F0%9F%98%80',
    '__proto__',
    'constructor',
    '%0d%0aset-cookie:a=b',
    `${DEAD.toUpperCase()}%20`,
    '----',
  ]
  const names = [
    'after',
    'before',
    'to',
    'q',
    'number',
    'person',
    'flow',
    'from',
    'node',
    'caller',
    'version',
    'view',
    'for',
    'token',
    '_routes',
  ]
  const badValues = [
    '%00',
    '%ff',
    `1_${'-'.repeat(36)}`,
    `9999999999999999_${DEAD}`,
    '9'.repeat(400),
    '0000-01-01',
    '9999-12-31',
    '%F0%9F%98%80',
    "'; drop table call; --",
    '%2B',
    'a'.repeat(5_000),
    '[object Object]',
    '%25',
  ]

  it('its ids are never our fault', async () => {
    for (const page of guarded().filter(({ params }) => params.length > 0)) {
      for (const id of badIds) {
        const path = page.path.replace(/:(\w+)\??/g, () => id)
        const { status } = await closed(browserOf('owner').get(path))
        expect([path, status >= 400 && status < 500]).toEqual([path, true])
        if (page.writes)
          expect([path, (await closed(browserOf('owner').post(path, { intent: 'a' }))).status < 500]).toEqual([
            path,
            true,
          ])
      }
    }
  }, 240_000)

  it('its query is never our fault', async () => {
    for (const page of pages().filter(({ reads, path }) => reads && !path.startsWith('/gallery'))) {
      for (const value of badValues) {
        const path = `${addressOf(page)}?${names.map((name) => `${name}=${value}`).join('&')}`
        expect([page.path, value, (await closed(browserOf('owner').get(path))).status < 500]).toEqual([
          page.path,
          value,
          true,
        ])
      }
    }
  }, 240_000)
})

describe('whatever a body says', () => {
  const bodies: readonly [what: string, type: string, body: string][] = [
    ['JSON to a form, or too little of it', 'application/json', '{}'],
    ['a list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['a text', 'text/plain', '"x"'],
    ['XML', 'application/xml', '<a/>'],
    ['a broken form', 'multipart/form-data; boundary=x', 'x'],
    ['a form of one field', 'application/x-www-form-urlencoded', 'intent=%F0%9F%98%80&__proto__=x&constructor=y'],
    ['a NUL', 'application/x-www-form-urlencoded', 'intent=a&name=%00&email=%00&password=%00'],
    [
      'a NUL in JSON that says it is a form',
      'application/x-www-form-urlencoded',
      '{"revision":"\\u0000","leaving":false,"document":{"name":"\\u0000"},"base":"","payloads":[{"data":"\\u0000"}]}',
    ],
    [
      'a deep list that says it is a form',
      'application/x-www-form-urlencoded',
      `{"document":${'['.repeat(12_000)}${']'.repeat(12_000)},"revision":"a","leaving":false}`,
    ],
    [
      'an address that is longer than any',
      'application/x-www-form-urlencoded',
      `name=Long&role=member&email=${unlike(5_000)}@a.example`,
    ],
    [
      'a device whose address is longer than any',
      'application/x-www-form-urlencoded',
      `intent=device-save&kind=browser&address=/private/${unlike(5_000)}`,
    ],
    ['half a character', 'application/json', '{"revision":"\\ud800","leaving":false,"document":"\\ud800","base":""}'],
    ['a deep list', 'application/json', `{"document":${'['.repeat(20_000)}`],
  ]

  it.each(bodies)(
    'it is never our fault: %s',
    async (_what, type, body) => {
      for (const page of pages().filter(({ writes }) => writes)) {
        const headers = { 'content-type': type, origin: web.url, 'sec-fetch-site': 'same-origin' }
        const { status } = await closed(
          browserOf(page.path === '/sign-out' ? 'nobody' : 'owner').ask(addressOf(page), {
            method: 'POST',
            headers,
            body,
          }),
        )
        expect([page.path, status < 500]).toEqual([page.path, true])
      }
    },
    120_000,
  )
})

function meetsNoError(): void {
  expect(web.troubles).toEqual([])
}

/** Letters that no index can compress. */
function unlike(count: number): string {
  return randomBytes(count).toString('hex').slice(0, count)
}
