import { may } from '#infra/deeds/permissions.ts'
import { requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import { writtenNumbers } from '../words/written-numbers.server.ts'
import type { Route } from './+types/find.route'
import { findCalls } from './find-calls.server.ts'
import { findConversations } from './find-conversations.server.ts'
import { find } from './find.server.ts'

export const handle = { permission: 'organisation.see' }

/** What somebody may see that has some letters in its name, or some digits in its number: GET with `q`. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const session = requirePermission(context, 'organisation.see')
  const query = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 80)
  if (query === '') return { found: [], query }
  const { db } = context.get(servicesContext)
  const { id: organisation } = session.organisation
  const numbers = await seenNumbers(db, session)
  const written = writtenNumbers(query, numbers)
  const [conversations, calls, others] = await Promise.all([
    findConversations(db, {
      organisation,
      member: session.member,
      numbers: numbers.map(({ id }) => id),
      query,
      written,
    }),
    may(session, 'audit.see') ? findCalls(db, { organisation, query }) : [],
    db.withOrganisation(organisation, (em) => find(em, { organisation, query, written })),
  ])
  return { found: [...conversations, ...calls, ...others], query }
}
