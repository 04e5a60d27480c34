import { expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

it.each(['/calls/7?x=1#y', '/', '/inbox'])('%s is a path of ours', (path) => {
  expect(ownPath(path)).toBe(path)
})

it.each([null, '', 'calls', '//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example/', 'javascript:alert(1)'])('%j leads to the inbox instead', (path) => {
  expect(ownPath(path)).toBe('/inbox')
})
