import type { Auth } from './auth.ts'

/** The name under which better-auth keeps a link that was sent to choose a new password. */
export const keptAs = (token: string): string => `reset-password:${token}`

/** Whether a new password can still be chosen with a link. Of one that cannot, nobody learns whether there ever was one. */
export async function resetLinkOpens(auth: Auth, token: string): Promise<boolean> {
  const kept = await (await auth.$context).internalAdapter.findVerificationValue(keptAs(token))
  return kept != null && kept.expiresAt > new Date()
}
