import { requirePermission } from '../access/require-permission.ts'
import type { Route } from './+types/progress.route'
import { progressOf } from './import-progress.server.ts'

export const handle = { permission: 'contacts.manage' }

/** How far the import named by `run` is: a fraction of 1, or null when it has not begun, or is done. */
export function loader({ request, context }: Route.LoaderArgs) {
  const { organisation, member } = requirePermission(context, 'contacts.manage')
  const part = progressOf(
    { organisation: organisation.id, actor: member },
    new URL(request.url).searchParams.get('run'),
  )
  return Response.json({ part }, { headers: { 'cache-control': 'no-store' } })
}
