import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/find.route'
import { find } from './find.server.ts'

export const handle = { permission: 'organisation.see' }

/** What the organisation calls by some letters: GET with `q`. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { organisation } = requirePermission(context, 'organisation.see')
  const query = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 80)
  const { db } = context.get(servicesContext)
  const found = query === '' ? [] : await db.withOrganisation(organisation.id, (em) => find(em, query))
  return { found, query }
}
