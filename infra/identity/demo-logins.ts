/** The password of every demo login. It is published, so it opens nothing but a demo. */
export const DEMO_PASSWORD = 'ringdown'

/** Whether an address is one of the demo's: `.test` is reserved for that and never anybody's real address (RFC 2606). */
export function isDemoLogin(email: string): boolean {
  return email.toLowerCase().endsWith('.test')
}
