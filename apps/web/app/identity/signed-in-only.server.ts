import { redirect, type MiddlewareFunction } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { askSession } from '../access/ask-session.server.ts'
import { chosenOrganisation, isOrganisationCookie, rememberOrganisation } from '../access/organisation-cookie.server.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext } from '../access/session.ts'
import { noteSeen } from './note-seen.server.ts'

/**
 * Lets only people through who are signed in and belong to an organisation, and says who they are. Asked with every
 * request: whoever is deactivated or signed out elsewhere is out with the next one.
 */
export const signedInOnly: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const services = context.get(servicesContext)
  const asked = await askSession(services, request)
  if (asked.kind === 'nobody') throw signInFirst(request)
  if (asked.kind === 'homeless') throw redirect(addressOf.noOrganisation())
  context.set(sessionContext, asked.session)
  await noteSeen(services.db, asked.session)
  const response = await next()
  // from now on this browser stays there, wherever the person works in another browser
  if (
    chosenOrganisation(request) !== asked.session.organisation.id &&
    !response.headers.getSetCookie().some(isOrganisationCookie)
  ) {
    response.headers.append(
      'set-cookie',
      rememberOrganisation({ organisation: asked.session.organisation.id, publicUrl: services.publicUrl }),
    )
  }
  for (const cookie of asked.signedIn.cookies) response.headers.append('set-cookie', cookie)
  return response
}

/** A page leads to the sign-in and back; what is not a page (a stream, a download, data) gets 401. */
function signInFirst(request: Request): Response {
  const { pathname, search } = new URL(request.url)
  const isPage = request.method === 'GET' && !(request.headers.get('accept') ?? '').includes('text/event-stream')
  if (!isPage) return new Response('Sign in first.', { status: 401 })
  const to = pathname.replace(/(\/_)?\.data$/, '') || addressOf.front()
  return redirect(addressOf.signIn({ to: to === addressOf.front() ? to : to + withoutRouteNames(search) }))
}

/** React Router's own request for data names routes in the query. */
function withoutRouteNames(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('_routes')
  return query.size === 0 ? '' : `?${query.toString()}`
}
