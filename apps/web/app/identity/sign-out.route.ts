import { redirect } from 'react-router'
import type { Route } from './+types/sign-out.route'
import { addressOf } from '../reach/addresses.ts'
import { askIdentity, redirectWith } from '../access/ask-identity.server.ts'

export const handle = { permission: 'public' }

/** Reading this address changes nothing; whoever opens it is led to where one signs in. */
export function loader() {
  return redirect(addressOf.signIn())
}

export async function action({ request, context }: Route.ActionArgs) {
  const { cookies } = await askIdentity({ request, context }, { path: '/sign-out', body: {} })
  return redirectWith(cookies, addressOf.signIn())
}
