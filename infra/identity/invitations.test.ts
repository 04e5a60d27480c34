import { expect, it } from 'vitest'
import { invitationLetter, readInvitation } from './invitations.ts'

const secret = Buffer.alloc(32, 7)
const invitation = { email: 'Dora@Example.com', name: 'Dora', organisation: { id: '1', name: 'Harbour Bikes' }, by: 'Olive' }
const now = Date.UTC(2026, 0, 1)
const day = 86_400_000

it('is a letter with a link that says whom it invites, for 14 days', () => {
  const letter = invitationLetter(invitation, { publicUrl: 'https://phone.example.com', secret }, now)
  expect(letter.to).toBe('Dora@Example.com')
  const token = /https:\/\/phone\.example\.com\/invitation\?token=(\S+)/.exec(letter.text)?.[1] ?? ''
  expect(readInvitation(token, { secret, now: now + 13 * day })).toMatchObject({ email: 'dora@example.com', name: 'Dora', organisation: 'Harbour Bikes' })
  expect(readInvitation(token, { secret, now: now + 14 * day })).toBeNull()
})

it.each(['', '.', 'x', 'x.y', 'bm9uc2Vuc2U.bm9uc2Vuc2U'])('is not %j, which we did not write', (token) => {
  expect(readInvitation(token, { secret, now })).toBeNull()
})

it('is worth nothing with another secret', () => {
  const { text } = invitationLetter(invitation, { publicUrl: 'https://phone.example.com', secret: Buffer.alloc(32, 8) }, now)
  expect(readInvitation(/token=(\S+)/.exec(text)?.[1] ?? '', { secret, now })).toBeNull()
})
