import { askSession } from '../shared/ask-session.server.ts'
import type { Access } from '../shared/event-stream-channel.server.ts'
import { eventStream, STREAM_LIFE } from '../shared/event-stream.server.ts'
import { hubOf } from '../shared/event-stream-hub-of.server.ts'
import { may } from '../shared/permissions.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { seenNumbers } from '../shared/seen-numbers.server.ts'
import { servicesContext, type Services } from '../shared/services.ts'
import type { Session } from '../shared/session.ts'
import type { Route } from './+types/events.route'
import { dressed } from './dressed.server.ts'

export const handle = { permission: 'organisation.see' }

/**
 * What happens in calls of the numbers that the person may see, as it happens; whoever may read of all calls learns when to
 * look. Who they are and what they may see is asked again at every change of it. `member` in the address, when it is there,
 * says as whom the page shows its data: nobody else's stream is given to it.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const services = context.get(servicesContext)
  const shownTo = new URL(request.url).searchParams.get('member')
  if (shownTo !== null && shownTo !== session.member) throw new Response('You work in another organisation now.', { status: 403 })
  const signedIn = await services.identity.signedIn(request, { prolong: false })
  if (signedIn === null) throw new Response('Sign in first.', { status: 401 })
  const hub = hubOf(services)
  if (hub.isFull(signedIn.signIn)) throw new Response('Too many pages of this browser are listening already. Close some of them.', { status: 429 })
  const source = {
    follow: (after: number | null, tell: Parameters<Parameters<typeof eventStream>[1]['follow']>[1]) =>
      hub.follow(session.organisation.id, { after, tell, dress: dressed, member: session.member, signIn: signedIn.signIn, access: () => accessNow(services, { request, session }) }),
  }
  return eventStream(request, source, { life: Math.max(0, Math.min(STREAM_LIFE, signedIn.until.getTime() - Date.now())) })
}

/** What the browser's person may hear as the same member as before; null once they are signed out, deactivated or gone. */
async function accessNow(services: Services, { request, session }: { readonly request: Request; readonly session: Session }): Promise<Access | null> {
  const asked = await askSession(services, request, { prolong: false })
  if (asked.kind !== 'member' || asked.session.member !== session.member) return null
  const { role, numbers: roles } = asked.session
  const numbers = new Set((await seenNumbers(services.db, asked.session)).map(({ id }) => id))
  return { numbers, readsAllCalls: may(asked.session, 'audit.see'), roles: JSON.stringify([role, [...roles].map(([number, own]) => `${number} ${own}`).toSorted((a, b) => (a < b ? -1 : 1))]) }
}
