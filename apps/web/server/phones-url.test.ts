import { expect, test } from 'vitest'
import { phonesUrl } from './phones-url.ts'

test.each([
  ['the emulator on its port', 'http://localhost:3010', 'http://localhost:3010/'],
  ['the emulator by its address', 'http://127.0.0.1:3010', 'http://127.0.0.1:3010/'],
  ['something else on this machine', 'http://localhost:4000', null],
  ['a real space', 'https://harbour.signalwire.com', null],
])('%s: %s → %s', (_which, base, url) => {
  expect(phonesUrl({ SIGNALWIRE_BASE_URL: base, EMULATOR_PORT: 3010 })).toBe(url)
})
