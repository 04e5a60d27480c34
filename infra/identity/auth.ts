import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type pg from 'pg'
import type { Letter } from '../mail/mailer.ts'
import { CHANGE_HOURS, changeLetter } from './change-email.ts'

export interface AuthOptions {
  /** Connections as the role of sign-in, which sees the schema `identity` and nothing else. */
  readonly pool: pg.Pool
  readonly publicUrl: string
  /** Signs cookies and encrypts the secrets of second factors; at least 32 characters. */
  readonly secret: string
  /** In a demo the passwords are published, and visitors try one person after another. */
  readonly demo: boolean
  send(letter: Letter): Promise<void>
  /** Trouble that has no request to answer to; never with an address in it. */
  onTrouble(message: string): void
}

/** The header in which we, and nobody else, tell better-auth who asks. */
export const ADDRESS_HEADER = 'x-client-address'

/** How many tries one address has a minute; a password is guessed no faster than that. */
export const TRIES_A_MINUTE = 5

/** Shortest password that people may choose. */
export const SHORTEST_PASSWORD = 10

/** Sign-in: passwords, sessions, second factors. All of it lies in the schema `identity`. */
export function createAuth({ pool, publicUrl, secret, demo, send, onTrouble }: AuthOptions) {
  const secure = publicUrl.startsWith('https:')
  const few = { window: 60, max: demo ? TRIES_A_MINUTE * 20 : TRIES_A_MINUTE }
  return betterAuth({
    appName: 'Ringdown',
    baseURL: new URL(publicUrl).origin,
    basePath: AUTH_PATH,
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onTrouble(message) }, // its further arguments may hold people's data
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // people come by invitation
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_HOURS * 3600,
      async sendResetPassword({ user, token }) {
        // nobody waits for the letter: an answer that took longer would tell which addresses are known
        void send(resetLetter(user.email, `${publicUrl}/reset-password?token=${encodeURIComponent(token)}`)).catch(
          (error: unknown) => onTrouble(String(error)),
        )
      },
    },
    user: { changeEmail: { enabled: true } },
    emailVerification: {
      expiresIn: CHANGE_HOURS * 3600,
      // whoever asks is signed in, and waits to hear whether the letter is on its way
      sendVerificationEmail: ({ user, token }) => send(changeLetter(user.email, { publicUrl, token })),
    },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': few,
        '/request-password-reset': few,
        '/reset-password': few,
        '/change-password': few,
        '/verify-password': few,
        '/change-email': few,
        '/two-factor/*': few,
      },
    },
    plugins: [twoFactor({ issuer: 'Ringdown' })],
    advanced: {
      useSecureCookies: false, // true would put __Secure- in front of our prefix
      cookiePrefix: secure ? '__Host-ringdown' : 'ringdown', // over http, __Host- is taken by some browsers only
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  })
}

/** Never mounted on the web: our pages ask in its stead, so that no other way in exists. */
export const AUTH_PATH = '/api/auth'

export type Auth = ReturnType<typeof createAuth>

const RESET_HOURS = 1

function resetLetter(to: string, link: string): Letter {
  return {
    to,
    subject: 'Choose a new password for Ringdown',
    text: `Somebody, probably you, asked to choose a new password for Ringdown.\n\nOpen this link within an hour:\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  }
}
