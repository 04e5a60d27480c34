import { createHmac } from 'node:crypto'
import pg from 'pg'
import type { Letter } from '../mail/mailer.ts'
import { accountTries } from './account-tries.ts'
import { ADDRESS_HEADER, AUTH_PATH, createAuth } from './auth.ts'
import { changeEmail, changeIn, type ChangedEmail, type EmailChange } from './change-email.ts'
import { guardedAsk } from './guarded-ask.ts'
import { resetLinkOpens } from './reset-link.ts'
import { loginAtSecondFactor } from './second-factor.ts'
import { memberships, type Membership } from './memberships.ts'
import { pendingInvitations, type PendingInvitation } from './pending-invitations.ts'
import { endSession, openSessions, type OpenSession } from './sessions.ts'
import { whose, type Question } from './whose.ts'
import { addLogin, hasLogin, type NewLogin } from './logins.ts'

/** Who is signed in with a browser. */
export interface SignedIn {
  readonly email: string
  readonly name: string
  readonly secondFactor: boolean
  /** Id of this sign-in: messages on `access_changed` name it when it ends. It opens nothing. */
  readonly signIn: string
  /** When it ends by itself. */
  readonly until: Date
  /** Cookies to send back, when the session was prolonged. */
  readonly cookies: readonly string[]
}

/** Something that a page asks of sign-in on behalf of a browser. */
export interface Ask {
  /** As in `/sign-in/email`. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** The browser's request: only its cookies and the name of its browser are passed on. */
  readonly request: Request
  /** The browser's address; tries are counted for it, and failures for the account as well. */
  readonly address: string
}

/** Sign-in, and who belongs where. */
export interface Identity {
  /** Null when nobody is signed in, or the session has ended. Asking prolongs the session, unless it is said not to: where no cookie can be sent back. */
  signedIn(request: Request, how?: { readonly prolong: boolean }): Promise<SignedIn | null>
  /** Asks better-auth; its answer is JSON, with cookies to hand on. Tries are counted, 429 says that there were too many. */
  ask(ask: Ask): Promise<Response>
  /** The account that a question is about, by its e-mail address, known or not; to be called before it is asked. */
  whose(asked: Question): Promise<string | null>
  /** Whether a new password can still be chosen with the link that has this token. */
  resetLinkOpens(token: string): Promise<boolean>
  /** Which address a link from a letter would give to whom; null when it is too old, or not ours. */
  emailChange(token: string): EmailChange | null
  /** Gives a login the new address that a link confirms; its memberships follow. */
  changeEmail(token: string): Promise<ChangedEmail>
  /** Where the person who asks is signed in. */
  sessions(request: Request): Promise<readonly OpenSession[]>
  /** Signs the person who asks out of another of their browsers. False when it is none of theirs. */
  endSession(request: Request, id: string): Promise<boolean>
  /** What the person belongs to, the organisation that they used last first; without what they were deactivated in, or have not accepted. */
  memberships(email: string): Promise<readonly Membership[]>
  /** What the person is invited to and has not answered yet. */
  invitations(email: string): Promise<readonly PendingInvitation[]>
  hasLogin(email: string): Promise<boolean>
  /** Makes a login for somebody who has shown that the address is theirs. False when there is one: it stays as it is. */
  addLogin(login: NewLogin): Promise<boolean>
  /** A secret of this installation for one purpose, as in signing invitations. */
  secretFor(purpose: string): Buffer
  close(): Promise<void>
}

export interface IdentityOptions {
  /** The database's address with the role of sign-in. */
  readonly url: string
  readonly publicUrl: string
  /** The installation's TOKEN_SECRET; what signs and encrypts here is derived from it. */
  readonly secret: string
  readonly demo: boolean
  send(letter: Letter): Promise<void>
  onTrouble(message: string): void
}

/** Opens sign-in. The database need not be up yet. */
export function openIdentity({ url, publicUrl, secret, demo, send, onTrouble }: IdentityOptions): Identity {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c search_path=identity',
    max: 5,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
    application_name: 'ringdown sign-in',
  })
  pool.on('error', () => onTrouble('A connection of sign-in to the database was lost.'))
  const secretFor = (purpose: string) => createHmac('sha256', secret).update(`ringdown ${purpose}`).digest()
  const secretOfSignIn = secretFor('sign-in').toString('hex')
  const auth = createAuth({ pool, publicUrl, secret: secretOfSignIn, demo, send, onTrouble })

  async function signedIn(request: Request, { prolong } = { prolong: true }): Promise<SignedIn | null> {
    const cookie = request.headers.get('cookie')
    if (cookie === null) return null
    const { response, headers } = await auth.api.getSession({
      headers: new Headers({ cookie }),
      query: { disableRefresh: !prolong },
      returnHeaders: true,
    })
    if (response === null) return null
    const { email, name, twoFactorEnabled } = response.user
    return {
      email,
      name,
      secondFactor: twoFactorEnabled === true,
      signIn: response.session.id,
      until: response.session.expiresAt,
      cookies: headers?.getSetCookie() ?? [],
    }
  }

  function answer({ path, body, request, address }: Ask): Promise<Response> {
    // built from scratch, so that nothing a browser sends can pass for something that we say
    const headers = new Headers({
      'content-type': 'application/json',
      origin: new URL(publicUrl).origin,
      [ADDRESS_HEADER]: address,
    })
    for (const name of ['cookie', 'user-agent']) headers.set(name, request.headers.get(name) ?? '')
    return auth.handler(
      new Request(new URL(AUTH_PATH + path, publicUrl), { method: 'POST', headers, body: JSON.stringify(body) }),
    )
  }

  const guard = {
    tries: accountTries(pool, secretFor('tries')),
    signedInAs: async (request: Request) => (await signedIn(request))?.email ?? null,
    codeOf: (request: Request) => loginAtSecondFactor(auth, request),
    publicUrl,
    secret: secretFor('known browsers'),
    demo,
  }
  return {
    signedIn,
    ask: (asked) => guardedAsk(asked, { ...guard, answer: () => answer(asked) }),
    whose: (asked) => whose(auth, asked),
    resetLinkOpens: (token) => resetLinkOpens(auth, token),
    emailChange: (token) => changeIn(token, { secret: secretOfSignIn }),
    changeEmail: (token) => changeEmail(auth, token),
    sessions: (request) => openSessions(auth, request),
    endSession: (request, id) => endSession(auth, { request, id }),
    memberships: (email) => memberships(pool, email),
    invitations: (email) => pendingInvitations(pool, email),
    hasLogin: (email) => hasLogin(auth, email),
    addLogin: (login) => addLogin(auth, login),
    secretFor,
    close: () => pool.end(),
  }
}
