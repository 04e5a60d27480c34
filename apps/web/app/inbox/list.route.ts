import type { Route } from './+types/list.route'
import { readList } from './read-list.server.ts'

export const handle = { permission: 'organisation.see' }

/** Further pages of the list, as one scrolls. */
export function loader({ request, context }: Route.LoaderArgs) {
  return readList({ request, context })
}
