import { Outlet } from 'react-router'
import { Instead } from '../look/instead.tsx'
import { may } from '#infra/deeds/permissions.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext } from '../access/session.ts'
import type { Route } from './+types/signed-in.layout'
import { signedInOnly } from './signed-in-only.server.ts'

/** Around every page for which one must be signed in. */
export const middleware: Route.MiddlewareFunction[] = [signedInOnly]

/** Who is signed in, for the frame: `useRouteLoaderData('signed-in')`. A loader also makes each navigation ask the middleware. */
export async function loader({ context }: Route.LoaderArgs) {
  const session = context.get(sessionContext)
  const { organisation, organisations, administrators, member, role, name, email } = session
  const invitations = await context.get(servicesContext).identity.invitations(email)
  return {
    organisation,
    organisations,
    administrators,
    invitations: invitations.map((one) => one.organisation.name),
    addsPeople: may(session, 'number.add-people'),
    member,
    role,
    name,
    email,
  }
}

/** Here and not at the root, so that whoever is signed in keeps their way to everything else. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Instead error={error} />
}

export default function SignedInLayout() {
  return <Outlet />
}
