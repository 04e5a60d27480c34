import { redirect, type RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { clientContext, productContext } from './contexts.ts'
import { askNewEmail } from '#infra/deeds/login/ask-new-email.ts'
import type { Asking } from '#infra/deeds/login/asking.ts'
import { beginSecondFactor } from '#infra/deeds/login/begin-second-factor.ts'
import { changePassword } from '#infra/deeds/login/change-password.ts'
import { choosePassword } from '#infra/deeds/login/choose-password.ts'
import { confirmSecondFactor } from '#infra/deeds/login/confirm-second-factor.ts'
import { endOtherSessions } from '#infra/deeds/login/end-other-sessions.ts'
import { makeRecoveryCodes } from '#infra/deeds/login/make-recovery-codes.ts'
import type { OwnContext, OwnDeed, OwnKind } from '#infra/deeds/login/own-deed.ts'
import { stopSecondFactor } from '#infra/deeds/login/stop-second-factor.ts'
import { recordSignIn, type IdentityPath } from './record-sign-in.server.ts'
import { servicesContext } from './services.ts'

/** What sign-in answered, for a page: what it said, and the cookies to hand on. */
export interface Answered {
  readonly status: number
  readonly said: Said
  readonly cookies: readonly string[]
}

const shape = z.object({
  code: z.string().optional(),
  twoFactorRedirect: z.boolean().optional(),
  totpURI: z.string().optional(),
  backupCodes: z.array(z.string()).optional(),
  /** How often what was wrong can be tried again at once, where that is said. */
  triesLeft: z.number().optional(),
})
type Said = Readonly<z.output<typeof shape>>

/** Deeds of somebody's own login, by what they ask of sign-in. */
const deeds: Readonly<Partial<Record<IdentityPath, DoneByAsking>>> = {
  '/change-password': parsing(changePassword),
  '/reset-password': parsing(choosePassword),
  '/two-factor/enable': parsing(beginSecondFactor),
  '/two-factor/disable': parsing(stopSecondFactor),
  '/two-factor/generate-backup-codes': parsing(makeRecoveryCodes),
  '/change-email': parsing(askNewEmail),
  '/revoke-other-sessions': parsing(endOtherSessions),
  '/two-factor/verify-totp': parsing(confirmSecondFactor),
  '/two-factor/verify-backup-code': (context, body) =>
    parsing(confirmSecondFactor)(context, { ...body, recovery: true }),
}

/** Asks sign-in for a browser, and records what came of it. See `Identity.ask`. */
export async function askIdentity(
  { request, context }: { readonly request: Request; readonly context: Readonly<RouterContextProvider> },
  { path, body }: { readonly path: IdentityPath; readonly body: Readonly<Record<string, unknown>> },
): Promise<Answered> {
  const { address } = context.get(clientContext)
  const services = context.get(servicesContext)
  const { identity } = services
  const before = await identity.signedIn(request)
  const account = await identity.whose({ path, body, request, signedInAs: before?.email ?? null })
  const ask: Asking['ask'] = (asked, said) => identity.ask({ path: asked, body: said, request, address })
  const deed = deedOf({ path, wasSignedIn: before !== null })
  const answer =
    deed === undefined || account === null
      ? await ask(path, body)
      : await deed({ db: services.db, identity, account, address, ask }, body)
  const parsed = shape.safeParse(await answer.json().catch(() => null))
  if (account !== null) {
    const asked = {
      path,
      status: answer.status,
      awaitsCode: parsed.data?.twoFactorRedirect === true,
      wasSignedIn: before !== null,
      account,
      address,
      userAgent: request.headers.get('user-agent') ?? '',
    }
    await recordSignIn(services, asked, context.get(productContext).tell)
  }
  return { status: answer.status, said: parsed.data ?? {}, cookies: answer.headers.getSetCookie() }
}

type DoneByAsking = (context: OwnContext & Asking, body: Readonly<Record<string, unknown>>) => Promise<Response>

/** What cannot be read is answered as sign-in would, and asked of nobody. */
function parsing<Schema extends z.ZodType, Kind extends OwnKind>(
  deed: OwnDeed<Schema, Kind, Response, Asking>,
): DoneByAsking {
  return async (context, body) => {
    const read = deed.input.safeParse(body)
    return read.success ? deed(context, read.data) : Response.json({}, { status: 400 })
  }
}

/** The deed that a question is, if it is one. A code turns the second factor on for whoever is signed in; anybody else signs in with it. */
function deedOf({ path, wasSignedIn }: { readonly path: IdentityPath; readonly wasSignedIn: boolean }) {
  return path.startsWith('/two-factor/verify-') && !wasSignedIn ? undefined : deeds[path]
}

/** A redirect that hands cookies on. */
export function redirectWith(cookies: readonly string[], to: string): Response {
  const response = redirect(to)
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}

/** Headers that hand cookies on, for an answer without a redirect. */
export function cookieHeaders(cookies: readonly string[]): Headers {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return headers
}

/** The text of a field, empty when it was not sent. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export const TOO_MANY_TRIES = 'Too many attempts. Wait a minute, then try again.'
