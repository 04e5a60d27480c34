import { expect, it } from 'vitest'
import { browserName, shownAddress } from './browser-name.ts'

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari on macOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1',
    'Chrome on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['node', 'A browser'],
])('calls %s %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:0db8:0001:0002:0000:0000:0000:0000', '2001:db8:1:2::'],
  ['0000:0000:0000:0000:0000:0000:0000:0000', ''],
  ['', ''],
])('shows the address %j as %j', (kept, shown) => {
  expect(shownAddress(kept)).toBe(shown)
})
