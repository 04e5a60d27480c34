import type { KeptLetter } from '#infra/mail/kept-letters.ts'

/** What the demo would have sent, newest first. */
export function letters(now: number): readonly KeptLetter[] {
  return [
    {
      id: 'invitation',
      at: now - 4 * 60_000,
      to: 'priya@harbour.test',
      subject: 'Adam invites you to Harbour Bikes',
      text: 'Hello Priya,\n\nAdam invites you to Harbour Bikes on Ringdown. Choose a password here:\n\nhttp://localhost:3000/invitation?token=eyJlbWFpbCI6InByaXlhQGhhcmJvdXIudGVzdCIsIm5hbWUiOiJQcml5YSIsIm9yZ2FuaXNhdGlvbiI6IjBhMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMSJ9\n\nThe link works for 14 days.\n',
    },
    {
      id: 'password',
      at: now - 26 * 3_600_000,
      to: 'ana@harbour.test',
      subject: 'Choose a new password',
      text: 'Hello Ana,\n\nsomebody, hopefully you, asked for a new password. Choose one here, within an hour:\n\nhttp://localhost:3000/reset-password?token=Zm9yZ290dGVu\n\nIf it was not you, nothing has to be done.\n',
    },
  ]
}
