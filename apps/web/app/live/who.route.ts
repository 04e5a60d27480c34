import { askSession } from '../access/ask-session.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/who.route'

/** Anybody may ask who they are themselves: a page whose stream has ended does, and is refused nothing for it. */
export const handle = { permission: 'public' }

/** Whether somebody is signed in with the browser, and the member that they are at this moment. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = await askSession(context.get(servicesContext), request, { prolong: false })
  return Response.json(
    { isSignedIn: asked.kind !== 'nobody', member: asked.kind === 'member' ? asked.session.member : null },
    { headers: { 'cache-control': 'no-store' } },
  )
}
