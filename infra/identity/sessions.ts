import type { Auth } from './auth.ts'

/** A browser in which somebody is signed in. */
export interface OpenSession {
  readonly id: string
  /** As the browser calls itself. */
  readonly userAgent: string
  readonly address: string
  /** When it was prolonged last, to the day. */
  readonly seenAt: Date
  /** Whether it is the browser that asks. */
  readonly isOwn: boolean
}

/** Where the person who asks is signed in, their own browser first. Empty when they are not. */
export async function openSessions(auth: Auth, request: Request): Promise<readonly OpenSession[]> {
  const headers = cookiesOf(request)
  const own = await auth.api.getSession({ headers })
  if (own === null) return []
  const all = await auth.api.listSessions({ headers })
  const shown = all.map(({ id, userAgent, ipAddress, updatedAt }) => ({
    id,
    userAgent: userAgent ?? '',
    address: ipAddress ?? '',
    seenAt: updatedAt,
    isOwn: id === own.session.id,
  }))
  return shown.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.seenAt.getTime() - a.seenAt.getTime())
}

/** Signs the person who asks out of one of their other browsers. False when it is none of theirs. */
export async function endSession(
  auth: Auth,
  { request, id }: { readonly request: Request; readonly id: string },
): Promise<boolean> {
  const headers = cookiesOf(request)
  if ((await auth.api.getSession({ headers })) === null) return false
  const found = (await auth.api.listSessions({ headers })).find((session) => session.id === id)
  if (found === undefined) return false
  await auth.api.revokeSession({ headers, body: { token: found.token } })
  return true
}

function cookiesOf(request: Request): Headers {
  return new Headers({ cookie: request.headers.get('cookie') ?? '' })
}
