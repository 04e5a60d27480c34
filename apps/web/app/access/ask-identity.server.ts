import { redirect, type RouterContextProvider } from 'react-router'
import { z } from 'zod'
import { clientContext, productContext } from './contexts.ts'
import { changeAskedFor, recordSignIn, type IdentityPath } from './record-sign-in.server.ts'
import { servicesContext } from './services.ts'
import { withOwnDeed } from './with-own-deed.server.ts'

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
  const deed = changeAskedFor({ path, wasSignedIn: before !== null })
  const act = () => identity.ask({ path, body, request, address })
  const answer =
    deed === null || account === null
      ? await act()
      : await withOwnDeed(services, { account, address, deed, act, isDone: ({ status }) => status === 200 })
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
