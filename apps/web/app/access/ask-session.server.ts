import { isDemoLogin } from '#infra/identity/demo-logins.ts'
import type { SignedIn } from '#infra/identity/identity.ts'
import { chosenOrganisation } from './organisation-cookie.server.ts'
import type { Services } from './services.ts'
import type { Session } from './session.ts'

/** Who asks. `homeless`: signed in, and in no organisation. */
export type AskedSession =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'homeless'; readonly signedIn: SignedIn }
  | { readonly kind: 'member'; readonly signedIn: SignedIn; readonly session: Session }

/** Asks who is signed in with a browser, and as what: whoever was signed out or deactivated is out next time. */
export async function askSession(
  { identity, demo }: Pick<Services, 'identity' | 'demo'>,
  request: Request,
  how?: { readonly prolong: boolean },
): Promise<AskedSession> {
  const signedIn = await identity.signedIn(request, how)
  if (signedIn === null || (isDemoLogin(signedIn.email) && !demo)) return { kind: 'nobody' }
  const all = await identity.memberships(signedIn.email)
  const chosen = all.find(({ organisation }) => organisation.id === chosenOrganisation(request)) ?? all[0]
  if (chosen === undefined) return { kind: 'homeless', signedIn }
  return {
    kind: 'member',
    signedIn,
    session: { ...chosen, email: signedIn.email, organisations: all.map(({ organisation }) => organisation) },
  }
}
