import type { RouterContextProvider } from 'react-router'
import { askIdentity, cookieHeaders, field, TOO_MANY_TRIES, type Answered } from '../shared/ask-identity.server.ts'
import { clientContext } from '../shared/contexts.ts'
import { formOf } from '../shared/read-form.server.ts'
import type { IdentityPath } from '../shared/record-sign-in.server.ts'
import { servicesContext } from '../shared/services.ts'
import { sessionContext } from '../shared/session.ts'
import { withOwnDeed } from '../shared/with-own-deed.server.ts'
import { passwordTrouble } from '../shared/new-password.ts'
import { enrolmentIn } from './enrolment.ts'

/** What became of something that a person changed about their own login. */
export interface AccountAnswer {
  readonly status: number
  readonly headers: Headers
  readonly done: string | null
  readonly trouble: string | null
  /** What the authenticator app must be told, while the second factor is being set up. */
  readonly enrolment: { readonly uri: string } | null
  /** Recovery codes, shown this one time. */
  readonly codes: readonly string[] | null
}

type Asker = { readonly request: Request; readonly context: Readonly<RouterContextProvider> }

/** Does what a form of the account page asks for. */
export async function askAccount({ request, context }: Asker): Promise<AccountAnswer> {
  const form = await formOf(request)
  const ask = (path: IdentityPath, body: Readonly<Record<string, unknown>>) => askIdentity({ request, context }, { path, body })
  const password = field(form, 'password')
  switch (field(form, 'intent')) {
    case 'change-password': {
      const newPassword = field(form, 'new-password')
      const trouble = passwordTrouble(newPassword)
      if (trouble !== null) return refused(422, trouble)
      const answer = await ask('/change-password', { currentPassword: password, newPassword, revokeOtherSessions: true })
      return told(answer, { done: 'Your password is changed, and other browsers are signed out.', wrong: 'The current password is not right.' })
    }
    case 'start-second-factor': {
      const answer = await ask('/two-factor/enable', { password })
      const uri = answer.said.totpURI
      return { ...told(answer, { wrong: 'The password is not right.' }), enrolment: uri === undefined ? null : { uri }, codes: answer.said.backupCodes ?? null }
    }
    case 'confirm-second-factor': {
      const answer = await ask('/two-factor/verify-totp', { code: field(form, 'code').replace(/\s/g, '') })
      const confirmed = told(answer, { done: 'From now on you are asked for a code when you sign in.', wrong: wrongCode(answer.said.triesLeft) })
      const shown = answer.status === 200 ? null : enrolmentIn(form)
      return { ...confirmed, enrolment: shown && { uri: shown.uri }, codes: shown?.codes ?? null }
    }
    case 'new-codes': {
      const answer = await ask('/two-factor/generate-backup-codes', { password })
      return { ...told(answer, { wrong: 'The password is not right.' }), codes: answer.said.backupCodes ?? null }
    }
    case 'stop-second-factor':
      return told(await ask('/two-factor/disable', { password }), { done: 'You are no longer asked for a code.', wrong: 'The password is not right.' })
    case 'end-session': {
      const { email } = context.get(sessionContext)
      const { db, identity } = context.get(servicesContext)
      const isEnded = await withOwnDeed(
        { db, identity },
        {
          account: email,
          address: context.get(clientContext).address,
          deed: { kind: 'sign-in.sessions-ended', changed: { browsers: [null, 'one other'] } },
          act: () => identity.endSession(request, field(form, 'session')),
          isDone: Boolean,
        },
      )
      return isEnded ? well('That browser is signed out.') : refused(404, 'That browser was signed out already.')
    }
    case 'end-other-sessions':
      return told(await ask('/revoke-other-sessions', {}), { done: 'All other browsers are signed out.', wrong: 'That did not work. Load the page again.' })
    default:
      return refused(400, 'This page is of another version. Load it again.')
  }
}

function wrongCode(left: number | undefined): string {
  if (left === undefined) return 'That was not the code. Enter the one that the app shows now.'
  if (left === 0) return 'That was not the code, and it was the last try for now. You have another one in a minute.'
  return `That was not the code. Enter the one that the app shows now: you have ${left === 1 ? 'one try' : `${left} tries`} left.`
}

function told({ status, cookies }: Answered, { done = null, wrong }: { readonly done?: string | null; readonly wrong: string }): AccountAnswer {
  if (status === 200) return { status, headers: cookieHeaders(cookies), done, trouble: null, enrolment: null, codes: null }
  return refused(status === 429 ? 429 : 422, status === 429 ? TOO_MANY_TRIES : wrong)
}

function well(done: string): AccountAnswer {
  return { status: 200, headers: new Headers(), done, trouble: null, enrolment: null, codes: null }
}

function refused(status: number, trouble: string): AccountAnswer {
  return { status, headers: new Headers(), done: null, trouble, enrolment: null, codes: null }
}
