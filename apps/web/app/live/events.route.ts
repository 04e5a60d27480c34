import { homeOf } from '#infra/db/organisation/home-country.ts'
import { askSession } from '../access/ask-session.server.ts'
import type { Access } from '../events/stream-follower.ts'
import { thingsSeen } from '../events/changed-by-deed.server.ts'
import { eventStream, STREAM_LIFE } from '../events/stream.server.ts'
import { hubOf } from '../events/stream-hub-of.server.ts'
import { may } from '#infra/deeds/permissions.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext, type Services } from '../access/services.ts'
import type { Session } from '../access/session.ts'
import type { Route } from './+types/events.route'
import { dressedAt } from './dressed.server.ts'

export const handle = { permission: 'organisation.see' }

/**
 * What happens in calls of the numbers that the person may see, as it happens; whoever may read of all calls learns when to
 * look. Who they are and what they may see is asked again whenever it changes. `member` in the address, if it is there,
 * says as whom the page shows its data: nobody else's stream is given to it.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const services = context.get(servicesContext)
  const shownTo = new URL(request.url).searchParams.get('member')
  if (shownTo !== null && shownTo !== session.member)
    throw new Response('You’re working in another organisation now.', { status: 403 })
  const signedIn = await services.identity.signedIn(request, { prolong: false })
  if (signedIn === null) throw new Response('Sign in first.', { status: 401 })
  const hub = hubOf(services)
  if (hub.isFull(signedIn.signIn))
    throw new Response('Too many pages are open in this browser. Close some of them.', { status: 429 })
  const dress = dressedAt(
    await services.db.withOrganisation(session.organisation.id, (em) => homeOf(em, session.organisation.id)),
  )
  const source = {
    follow: (after: number | null, tell: Parameters<Parameters<typeof eventStream>[1]['follow']>[1]) =>
      hub.follow(session.organisation.id, {
        after,
        tell,
        dress,
        member: session.member,
        signIn: signedIn.signIn,
        access: () => accessNow(services, { request, session }),
      }),
  }
  return eventStream(request, source, {
    life: Math.max(0, Math.min(STREAM_LIFE, signedIn.until.getTime() - Date.now())),
  })
}

/** What the browser's person may hear as the same member as before; null once they are signed out, deactivated or gone. */
async function accessNow(
  services: Services,
  { request, session }: { readonly request: Request; readonly session: Session },
): Promise<Access | null> {
  const asked = await askSession(services, request, { prolong: false })
  if (asked.kind !== 'member' || asked.session.member !== session.member) return null
  const { role, numbers: roles } = asked.session
  const numbers = new Set((await seenNumbers(services.db, asked.session)).map(({ id }) => id))
  return {
    numbers,
    things: thingsSeen(asked.session),
    readsAllCalls: may(asked.session, 'audit.see'),
    role,
    roles: JSON.stringify([
      role,
      [...roles].map(([number, own]) => `${number} ${own}`).toSorted((a, b) => (a < b ? -1 : 1)),
    ]),
  }
}
