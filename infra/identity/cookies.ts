import { parseCookies } from 'better-call'

/**
 * The value of a cookie that a request brings, decoded; null when it brings none of that name. Read as better-auth reads
 * it, in every spelling: a cookie that it sees and we do not would open what we mean to guard.
 */
export function cookieOf(request: Request, name: string): string | null {
  return parseCookies(request.headers.get('cookie') ?? '').get(name) ?? null
}
