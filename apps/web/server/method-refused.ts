import { matchRoutes, type RouteObject, type ServerBuild } from 'react-router'

/** The refusal of what a route has no answer for; null when it has one, and where there is no route. */
export type MethodRefused = (request: Request) => Response | null

/**
 * Refuses to open what only takes something, and to send to what can only be opened. Asked before React Router is, which
 * answers the first as a request that is malformed and names no reason.
 */
export function methodRefused({ routes }: Pick<ServerBuild, 'routes'>): MethodRefused {
  const tree = below(routes, undefined)
  return ({ method, url }) => {
    const { pathname } = new URL(url)
    const isData = pathname.endsWith('.data')
    const matches = matchRoutes(tree, isData ? pathname.slice(0, -'.data'.length) : pathname)
    const modules = (matches ?? []).map(({ route }) => routes[route.id ?? '']?.module)
    const page = modules.at(-1)
    if (page === undefined) return null
    if (['GET', 'HEAD', 'OPTIONS'].includes(method)) {
      const isOpened = isData || page.loader !== undefined || page.default !== undefined
      return isOpened
        ? null
        : refused(
            'POST',
            'There is nothing to open at this address: it only accepts what Ringdown’s own pages send. Go back to the page you came from.',
          )
    }
    return modules.some((module) => module?.action !== undefined)
      ? null
      : refused('GET, HEAD', 'Nothing can be sent to this address. It can only be opened.')
  }
}

function below(routes: ServerBuild['routes'], parent: string | undefined): RouteObject[] {
  return Object.values(routes).flatMap((route): RouteObject[] => {
    if (route === undefined || route.parentId !== parent) return []
    const { id, path } = route
    return [route.index === true ? { id, path, index: true } : { id, path, children: below(routes, id) }]
  })
}

function refused(allow: string, sentence: string): Response {
  return new Response(sentence, {
    status: 405,
    headers: { allow, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
