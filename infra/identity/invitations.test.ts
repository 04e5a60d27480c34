import { expect, it } from 'vitest'
import { invitationLetter, readInvitation } from './invitations.ts'

const secret = Buffer.alloc(32, 7)
const invitation = {
  member: 'm1',
  email: 'Dora@Example.com',
  name: 'Dora',
  organisation: { id: '1', name: 'Harbour Bikes' },
  by: 'Olive',
}
const now = Date.UTC(2026, 0, 1)
const day = 86_400_000

it('is a letter with a link that says whom it invites, for 14 days', () => {
  const letter = invitationLetter(invitation, { publicUrl: 'https://phone.example.com', secret }, now)
  expect(letter.to).toBe('Dora@Example.com')
  const token = /https:\/\/phone\.example\.com\/invitation\?token=(\S+)/.exec(letter.text)?.[1] ?? ''
  expect(readInvitation(token, { secret, now: now + 13 * day })).toMatchObject({
    member: 'm1',
    email: 'dora@example.com',
    name: 'Dora',
    organisation: 'Harbour Bikes',
  })
  expect(readInvitation(token, { secret, now: now + 14 * day })).toBeNull()
})

it.each(['', '.', 'x', 'x.y', 'bm9uc2Vuc2U.bm9uc2Vuc2U'])('is not %j, which we did not write', (token) => {
  expect(readInvitation(token, { secret, now })).toBeNull()
})

it('is worth nothing with another secret', () => {
  const { text } = invitationLetter(
    invitation,
    { publicUrl: 'https://phone.example.com', secret: Buffer.alloc(32, 8) },
    now,
  )
  expect(readInvitation(/token=(\S+)/.exec(text)?.[1] ?? '', { secret, now })).toBeNull()
})

it('keeps every name to its line, so that nobody writes a letter of their own in ours', () => {
  const hostile = {
    ...invitation,
    name: 'Dora\n\nYour account is blocked, call +1 900 555 0100',
    by: 'Olive\r\nBcc: everybody@example.com',
    organisation: { id: '1', name: 'Harbour\u2028Bikes' },
  }
  const { subject, text } = invitationLetter(hostile, { publicUrl: 'https://phone.example.com', secret }, now)
  expect(subject).toBe('Olive Bcc: everybody@example.com invites you to Harbour Bikes on Ringdown')
  const lines = (letter: string) => letter.split(/[\r\n\u2028]/).length
  expect(lines(text)).toBe(
    lines(invitationLetter(invitation, { publicUrl: 'https://phone.example.com', secret }, now).text),
  )
})
