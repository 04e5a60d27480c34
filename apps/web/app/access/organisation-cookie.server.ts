import { cookieOf } from '#infra/identity/cookies.ts'

/** The organisation that the browser looked at last, if it says one. Only a wish: it opens nothing by itself. */
export function chosenOrganisation(request: Request): string | undefined {
  return cookieOf(request, secureName) ?? cookieOf(request, plainName) ?? undefined
}

/** The cookie by which a browser remembers an organisation for a year. */
export function rememberOrganisation({
  organisation,
  publicUrl,
}: {
  readonly organisation: string
  readonly publicUrl: string
}): string {
  const secure = publicUrl.startsWith('https:')
  return `${secure ? secureName : plainName}=${organisation}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Whether a `set-cookie` line is about it. */
export function isOrganisationCookie(line: string): boolean {
  return [plainName, secureName].some((name) => line.startsWith(`${name}=`))
}

/** The cookie that makes a browser forget it again. */
export function forgetOrganisation(publicUrl: string): string {
  return rememberOrganisation({ organisation: '', publicUrl }).replace(/Max-Age=\d+/, 'Max-Age=0')
}

const plainName = 'ringdown.organisation'
const secureName = '__Host-ringdown.organisation'
