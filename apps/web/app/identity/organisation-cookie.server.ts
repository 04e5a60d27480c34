/** The organisation that the browser looked at last, if it says one. Only a wish: it opens nothing by itself. */
export function chosenOrganisation(request: Request): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === plainName || name === secureName)?.[1]
}

/** The cookie by which a browser remembers an organisation for a year. */
export function rememberOrganisation({ organisation, publicUrl }: { readonly organisation: string; readonly publicUrl: string }): string {
  const secure = publicUrl.startsWith('https:')
  return `${secure ? secureName : plainName}=${organisation}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

const plainName = 'ringdown.organisation'
const secureName = '__Host-ringdown.organisation'
