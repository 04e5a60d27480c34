/** As sign-in demands it (infra/identity/auth.ts), which the browser must not load. */
export const SHORTEST = 10
export const LONGEST = 128

export const passwordHint = `At least ${SHORTEST} characters. Several words are easier to remember and harder to guess.`

/** What is wrong with a password that somebody chose; null when it will do. */
export function passwordTrouble(password: string): string | null {
  if (password.length < SHORTEST) return `A password needs at least ${SHORTEST} characters.`
  if (password.length > LONGEST) return `A password can have at most ${LONGEST} characters.`
  return null
}
