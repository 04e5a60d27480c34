import { createTransport } from 'nodemailer'
import { inOneLine } from '#flows/story/one-line.ts'
import { keptLetters, keepLetter, type KeptLetter } from './kept-letters.ts'

/** A plain e-mail. Its text is never logged. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends the product's e-mail. */
export interface Mailer {
  /** @throws Error with a sentence that says what to do, without the recipient's address. */
  send(letter: Letter): Promise<void>
  /** What was kept instead of sent, newest first; null where letters are sent. */
  readonly kept: (() => Promise<readonly KeptLetter[]>) | null
}

export interface MailerOptions {
  /** `smtp://user:password@host:587`; absent, nothing leaves the machine. */
  readonly smtpUrl?: string | undefined
  /** As in `Ringdown <phone@example.com>`. */
  readonly from: string
  /** Where letters are kept when there is no SMTP server; null refuses to send instead. */
  readonly folder: string | null
}

/** Sends by SMTP if there is a server for it, else keeps letters in a folder if there is one. */
export function openMailer({ smtpUrl, from, folder }: MailerOptions): Mailer {
  if (smtpUrl !== undefined) return bySmtp(smtpUrl, from)
  if (folder !== null) return { send: (letter) => keepLetter(folder, letter), kept: () => keptLetters(folder) }
  return {
    send: () =>
      Promise.reject(
        new Error(
          'No e-mail can be sent: set SMTP_URL and MAIL_FROM (.env.example explains them) and start the web again.',
        ),
      ),
    kept: null,
  }
}

function bySmtp(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl, { from })
  return {
    async send({ to, subject, text }) {
      try {
        // as an object: a text would be read as a list of addresses
        await transport.sendMail({ to: { name: '', address: to }, subject: inOneLine(subject), text })
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown' // the message may name the recipient
        throw new Error(`The SMTP server did not take an e-mail (${code}). Look at SMTP_URL and MAIL_FROM.`)
      }
    },
    kept: null,
  }
}
