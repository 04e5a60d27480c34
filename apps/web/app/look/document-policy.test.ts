import { expect, test } from 'vitest'
import { documentPolicy } from './document-policy.ts'

test('in production only what carries the nonce or is our own may run or style', () => {
  const rules = documentPolicy({ nonce: 'abc', isDevelopment: false }).split('; ')
  expect(rules).toContain("script-src 'self' 'nonce-abc'")
  expect(rules).toContain("style-src-elem 'self' 'nonce-abc'")
  expect(rules).toContain("connect-src 'self'")
  expect(rules).toContain("frame-ancestors 'none'")
  expect(rules).toContain("media-src 'self' blob:")
})

test('while developing, our own pages may be framed, for the gallery', () => {
  expect(documentPolicy({ nonce: 'abc', isDevelopment: true }).split('; ')).toContain("frame-ancestors 'self'")
})

test('while developing, styles need no nonce, scripts still do', () => {
  const rules = documentPolicy({ nonce: 'abc', isDevelopment: true }).split('; ')
  expect(rules).toContain("script-src 'self' 'nonce-abc'")
  expect(rules).toContain("style-src-elem 'self' 'unsafe-inline'")
})
