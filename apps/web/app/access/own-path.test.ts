import { expect, it } from 'vitest'
import { ownPath, pathBeyondInvitations } from './own-path.ts'

it.each(['/calls/7?x=1#y', '/', '/inbox', '/inbox?to=//evil.example', '/calls/a%2F%2Fb'])(
  '%s is a path of ours',
  (path) => {
    expect(ownPath(path)).toBe(path)
  },
)

it.each([
  null,
  '',
  'calls',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/.//evil.example',
  '/./\\evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/%2E%2e//evil.example',
  '/./\t/evil.example',
  '/.//evil.example?x#y',
  '/..//',
  `/${'a'.repeat(3000)}`,
])('%j leads to the home page instead', (path) => {
  expect(ownPath(path)).toBe('/home')
})

it.each([
  ['/invitations', '/home'],
  ['/invitations?to=%2Finvitations', '/home'],
  ['/invitation?token=x', '/home'],
  ['/calls/7', '/calls/7'],
  ['/invitations-of-others', '/invitations-of-others'],
  [null, '/home'],
])('whoever wanted to go to %s and answers no invitation now goes on to %s', (path, beyond) =>
  expect(pathBeyondInvitations(path)).toBe(beyond),
)
