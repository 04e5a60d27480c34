import { addressOf } from '../reach/addresses.ts'
import { redirectWith } from '../access/ask-identity.server.ts'
import { forgetOrganisation } from '../access/organisation-cookie.server.ts'
import type { Services } from '../access/services.ts'

/**
 * Leads somebody who has just signed in to where they wanted, by way of the invitations that wait for their answer. The
 * organisation that they used last is opened, in whichever browser that was.
 * @param cookies those with which they are signed in from now on.
 */
export async function afterSignIn(
  { identity, publicUrl }: Pick<Services, 'identity' | 'publicUrl'>,
  { cookies, to }: { readonly cookies: readonly string[]; readonly to: string },
): Promise<Response> {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const signedIn = await identity.signedIn(new Request(publicUrl, { headers: { cookie } }), { prolong: false })
  const isInvited = signedIn !== null && (await identity.invitations(signedIn.email)).length > 0
  return redirectWith([...cookies, forgetOrganisation(publicUrl)], isInvited ? addressOf.invitations({ to }) : to)
}
