import { Outlet } from 'react-router'
import { servicesContext } from '../shared/services.ts'
import { sessionContext } from '../shared/session.ts'
import type { Route } from './+types/signed-in.layout'
import { signedInOnly } from './signed-in-only.server.ts'

/** Around every page for which one must be signed in. */
export const middleware: Route.MiddlewareFunction[] = [signedInOnly]

/** Who is signed in, for the frame: `useRouteLoaderData('signed-in')`. A loader also makes each navigation ask the middleware. */
export async function loader({ context }: Route.LoaderArgs) {
  const { organisation, organisations, member, role, name, email } = context.get(sessionContext)
  const invitations = await context.get(servicesContext).identity.invitations(email)
  return { organisation, organisations, invitations: invitations.map((one) => one.organisation.name), member, role, name, email }
}

export default function SignedInLayout() {
  return <Outlet />
}
