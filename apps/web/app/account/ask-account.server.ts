import type { RouterContextProvider } from 'react-router'
import type { Asking } from '#infra/deeds/login/asking.ts'
import { changeOwnName } from '#infra/deeds/login/change-own-name.ts'
import { endSession } from '#infra/deeds/login/end-session.ts'
import { askIdentity, cookieHeaders, field, TOO_MANY_TRIES, type Answered } from '../access/ask-identity.server.ts'
import { clientContext } from '../access/contexts.ts'
import { letterInWords } from '../words/letter-words.server.ts'
import { formOf } from '../forms/read-form.server.ts'
import type { IdentityPath } from '../access/record-sign-in.server.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext } from '../access/session.ts'
import { readSent } from '../forms/read-sent.ts'
import { passwordTrouble } from '../forms/new-password.ts'
import { askNewEmail } from './ask-new-email.server.ts'
import { drawnCode } from './drawn-code.ts'
import { enrolmentIn } from './enrolment.server.ts'
import type { DrawnCode } from './enrolment.ts'

/** What became of something that a person changed about their own login. */
export interface AccountAnswer {
  /** The form's. */
  readonly intent: string
  readonly status: number
  readonly headers: Headers
  readonly done: string | null
  readonly trouble: string | null
  /** What the authenticator app must be told, while the second factor is being set up. */
  readonly enrolment: { readonly uri: string; readonly code: DrawnCode } | null
  /** Recovery codes, shown this one time. */
  readonly codes: readonly string[] | null
}

type Asker = { readonly request: Request; readonly context: Readonly<RouterContextProvider> }

/** Does what a form of the account page asks for. */
export async function askAccount(asker: Asker): Promise<AccountAnswer> {
  const form = await formOf(asker.request)
  const intent = field(form, 'intent')
  return { intent, ...(await answerTo(intent, { form, ...asker })) }
}

type Answer = Omit<AccountAnswer, 'intent'>

async function answerTo(
  intent: string,
  { form, request, context }: Asker & { readonly form: FormData },
): Promise<Answer> {
  const ask = (path: IdentityPath, body: Readonly<Record<string, unknown>>) =>
    askIdentity({ request, context }, { path, body })
  const { db, identity } = context.get(servicesContext)
  const { address } = context.get(clientContext)
  const own = { db, identity, account: context.get(sessionContext).email, address }
  const askSignIn: Asking['ask'] = (path, body) => identity.ask({ path, body, request, address })
  const password = field(form, 'password')
  switch (intent) {
    case 'change-name': {
      const read = readSent(changeOwnName.input, { name: field(form, 'name') })
      if (!read.ok) return refused(422, read.why.join(' '))
      const isOther = await changeOwnName({ ...own, ask: askSignIn }, read.input)
      return well(isOther ? 'Your name is changed.' : 'Nothing has changed.')
    }
    case 'change-email': {
      const { status, trouble, to } = await askNewEmail({ request, context }, { email: field(form, 'email'), password })
      return trouble === null
        ? well(
            `${letterInWords(context.get(servicesContext).mailer, { what: 'The link', to }).says} Open it within an hour to confirm the address. Until then, you sign in with the current one.`,
          )
        : refused(status, trouble)
    }
    case 'change-password': {
      const newPassword = field(form, 'new-password')
      const trouble = passwordTrouble(newPassword)
      if (trouble !== null) return refused(422, trouble)
      const answer = await ask('/change-password', {
        currentPassword: password,
        newPassword,
        revokeOtherSessions: true,
      })
      return told(answer, {
        done: 'Your password has been changed, and other browsers have been signed out.',
        wrong: 'The current password is not right.',
      })
    }
    case 'start-second-factor': {
      const answer = await ask('/two-factor/enable', { password })
      const uri = answer.said.totpURI
      return {
        ...told(answer, { wrong: 'The password is not right.' }),
        enrolment: uri === undefined ? null : { uri, code: drawnCode(uri) },
        codes: answer.said.backupCodes ?? null,
      }
    }
    case 'confirm-second-factor': {
      const answer = await ask('/two-factor/verify-totp', { code: field(form, 'code').replace(/\s/g, '') })
      const confirmed = told(answer, {
        done: 'From now on you will be asked for a code when you sign in.',
        wrong: wrongCode(answer.said.triesLeft),
      })
      const shown = answer.status === 200 ? null : enrolmentIn(form)
      return {
        ...confirmed,
        enrolment: shown && { uri: shown.uri, code: drawnCode(shown.uri) },
        codes: shown?.codes ?? null,
      }
    }
    case 'new-codes': {
      const answer = await ask('/two-factor/generate-backup-codes', { password })
      return { ...told(answer, { wrong: 'The password is not right.' }), codes: answer.said.backupCodes ?? null }
    }
    case 'stop-second-factor':
      return told(await ask('/two-factor/disable', { password }), {
        done: 'You will no longer be asked for a code.',
        wrong: 'The password is not right.',
      })
    case 'end-session': {
      const isEnded = await endSession(
        { ...own, endSession: (id) => identity.endSession(request, id) },
        { session: field(form, 'session') },
      )
      return isEnded
        ? well('That browser has been signed out.')
        : refused(404, 'That browser had already been signed out.')
    }
    case 'end-other-sessions':
      return told(await ask('/revoke-other-sessions', {}), {
        done: 'All other browsers have been signed out.',
        wrong: 'That did not work. Reload the page and try again.',
      })
    default:
      throw new Response('This page does not have that form.', { status: 400 })
  }
}

function wrongCode(left: number | undefined): string {
  if (left === undefined) return 'That was not the code. Enter the one that the app shows now.'
  if (left === 0) return 'That was not the code, and it was your last attempt for now. Try again in a minute.'
  return `That was not the code. Enter the one that the app shows now: you have ${left === 1 ? 'one try' : `${left} tries`} left.`
}

function told(
  { status, cookies }: Answered,
  { done = null, wrong }: { readonly done?: string | null; readonly wrong: string },
): Answer {
  if (status === 200)
    return { status, headers: cookieHeaders(cookies), done, trouble: null, enrolment: null, codes: null }
  return refused(status === 429 ? 429 : 422, status === 429 ? TOO_MANY_TRIES : wrong)
}

function well(done: string): Answer {
  return { status: 200, headers: new Headers(), done, trouble: null, enrolment: null, codes: null }
}

function refused(status: number, trouble: string): Answer {
  return { status, headers: new Headers(), done: null, trouble, enrolment: null, codes: null }
}
