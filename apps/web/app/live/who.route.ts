import { askSession } from '../shared/ask-session.server.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/who.route'

/** Anybody may ask who they are themselves: a page does whose stream has ended, and nothing is refused to it for that. */
export const handle = { permission: 'public' }

/** Whether somebody is signed in with the browser, and the member that they are at this moment. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = await askSession(context.get(servicesContext), request, { prolong: false })
  return Response.json({ isSignedIn: asked.kind !== 'nobody', member: asked.kind === 'member' ? asked.session.member : null }, { headers: { 'cache-control': 'no-store' } })
}
