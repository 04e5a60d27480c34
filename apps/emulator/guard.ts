import type { NextFunction, Request, Response } from 'express'
import { problem } from './control/problem.ts'

/**
 * Lets in only requests that mean this emulator. A page elsewhere can have its own name resolve to this machine (DNS
 * rebinding): then the Host header bears that name. And any page may send a form or a request without reading the
 * answer: then the browser says where the page is from. Both could otherwise read the journal or answer phones.
 *
 * @param hosts names, beside those of this machine itself, under which the emulator may be asked; without ports
 */
export function guard({ hosts }: { hosts: readonly string[] }) {
  const known = new Set(['localhost', '127.0.0.1', '[::1]', ...hosts.map((host) => host.toLowerCase())])
  return (request: Request, response: Response, next: NextFunction): void => {
    const host = request.get('host') ?? ''
    const name = nameIn(host)
    if (name === null || !known.has(name)) {
      return problem(response, {
        status: 403,
        detail: `The emulator is not known as "${host.slice(0, 100)}": ask it as localhost, or start it with that name in EMULATOR_HOSTS.`,
      })
    }
    if (isOfAnotherPage(request, host)) {
      return problem(response, {
        status: 403,
        detail:
          'Pages of other origins may not use the emulator: use its own page of virtual phones, or a program that is no page.',
      })
    }
    next()
  }
}

/** The name in a Host header, in lower case; null when it is none. */
function nameIn(host: string): string | null {
  const match = /^(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?$/i.exec(host)
  return match?.[1]?.toLowerCase() ?? null
}

/** Programs send neither header; browsers send the first with whatever may change something, newer ones the second with everything. */
function isOfAnotherPage(request: Request, host: string): boolean {
  const origin = request.get('origin')
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`
  const site = request.get('sec-fetch-site')
  // A link or an address typed in may lead to the page itself.
  const isVisit = request.method === 'GET' && request.get('sec-fetch-mode') === 'navigate' && request.path === '/'
  return (site === 'cross-site' || site === 'same-site') && !isVisit
}
