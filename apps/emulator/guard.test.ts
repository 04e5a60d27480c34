import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLab, type Lab } from './testing/lab.ts'

let lab: Lab
beforeAll(async () => {
  lab = await openLab({ hosts: ['phones.example'] })
})
afterAll(() => lab.close())

/** The status of a request with headers that `fetch` would not let us choose. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(lab.url + path, { method, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end()
  })
}

const port = () => new URL(lab.url).port

test.each([
  'rebound.example',
  'rebound.example:3010',
  '127.0.0.1.rebound.example',
  'localhost.rebound.example',
  '192.168.1.7',
  'localhost:3010, rebound.example',
])('asked as "%s" it tells nothing, whatever is asked', async (host) => {
  for (const path of [
    '/emulator/journal',
    '/emulator/events',
    '/emulator/calls',
    '/api/voice/logs',
    '/relay-bins/x',
    '/',
    '/assets/x.js',
  ])
    expect([path, await ask('GET', path, { host })]).toEqual([path, 403])
})

test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST', 'phones.example'])(
  'asked as %s, with any port, it answers',
  async (name) => {
    expect(await ask('GET', '/emulator/journal', { host: name })).toBe(200)
    expect(await ask('GET', '/emulator/journal', { host: `${name}:5173` })).toBe(200)
  },
)

test.each([
  'https://evil.example',
  'http://localhost:3000',
  'http://localhost',
  'http://127.0.0.1:PORT',
  'null',
  'file://',
])('a page of %s may neither act nor read', async (origin) => {
  const headers = { host: `localhost:${port()}`, origin: origin.replace('PORT', port()), 'content-type': 'text/plain' }
  expect(await ask('POST', '/emulator/phones/+12025550121/answer', headers)).toBe(403)
  expect(await ask('POST', '/emulator/reset', headers)).toBe(403)
  expect(await ask('GET', '/emulator/journal', headers)).toBe(403)
})

test('nor may a page whose browser tells only that it is elsewhere, though a link may lead to the page of phones', async () => {
  const elsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
  expect(await ask('GET', '/emulator/recordings/x.wav', elsewhere)).toBe(403)
  expect(await ask('GET', '/emulator/journal', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' })).toBe(
    403,
  )
  expect(await ask('GET', '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200)
})

test.each(['localhost:PORT', '127.0.0.1:PORT', 'localhost:5173'])(
  'the page of virtual phones acts at its own origin %s, be it behind the server that rebuilds it',
  async (place) => {
    const host = place.replace('PORT', port())
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
    expect(await ask('POST', '/emulator/phones/+12025550121/answer', headers)).toBe(409)
    expect(await ask('GET', '/emulator/calls', { host, 'sec-fetch-site': 'same-origin' })).toBe(200)
  },
)
