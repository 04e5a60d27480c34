import { redirect, type MiddlewareFunction } from 'react-router'
import { isDemoLogin } from '#infra/identity/demo-logins.ts'
import type { Membership } from '#infra/identity/memberships.ts'
import { servicesContext } from '../shared/services.ts'
import { sessionContext, type Session } from '../shared/session.ts'
import { noteSeen } from './note-seen.server.ts'
import { chosenOrganisation } from './organisation-cookie.server.ts'

/**
 * Lets only people through who are signed in and belong to an organisation, and says who they are. Asked with every
 * request: whoever is deactivated or signed out elsewhere is out with the next one.
 */
export const signedInOnly: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const { db, identity, demo } = context.get(servicesContext)
  const signedIn = await identity.signedIn(request)
  if (signedIn === null || (isDemoLogin(signedIn.email) && !demo)) throw signInFirst(request)
  const all = await identity.memberships(signedIn.email)
  const chosen = all.find(({ organisation }) => organisation.id === chosenOrganisation(request)) ?? all[0]
  if (chosen === undefined) throw redirect('/no-organisation')
  const session = sessionOf(signedIn.email, { chosen, all })
  context.set(sessionContext, session)
  await noteSeen(db, session)
  const response = await next()
  for (const cookie of signedIn.cookies) response.headers.append('set-cookie', cookie)
  return response
}

function sessionOf(email: string, { chosen, all }: { readonly chosen: Membership; readonly all: readonly Membership[] }): Session {
  return { ...chosen, email, organisations: all.map(({ organisation }) => organisation) }
}

/** A page leads to the sign-in and back; what is no page (a stream, a download, data) hears 401. */
function signInFirst(request: Request): Response {
  const { pathname, search } = new URL(request.url)
  const isPage = request.method === 'GET' && !(request.headers.get('accept') ?? '').includes('text/event-stream')
  if (!isPage) return new Response('Sign in first.', { status: 401 })
  const to = pathname.replace(/(\/_)?\.data$/, '') || '/'
  return redirect(`/sign-in?${new URLSearchParams({ to: to === '/' ? '/' : to + withoutRouteNames(search) }).toString()}`)
}

/** React Router's own question for data names routes in the query. */
function withoutRouteNames(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('_routes')
  return query.size === 0 ? '' : `?${query.toString()}`
}
