import { randomBytes } from 'node:crypto'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import * as build from 'virtual:react-router/server-build'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { clientContext, nonceContext, productContext } from '../app/access/contexts.ts'
import { foreignRefused } from '../app/access/origin.server.ts'
import { servicesContext } from '../app/access/services.ts'
import { clientAddress } from './client-address.ts'
import type { Given } from './given.ts'
import { methodRefused } from './method-refused.ts'
import { pageListener, type PageListener } from './page-requests.ts'
import { openServices } from './services.ts'

/** The pages, for requests of Node's http server whose bodies were read, and their end. */
export interface OpenPages {
  readonly listener: PageListener
  /** Whether a browser with these cookies is signed in; it prolongs nothing. */
  isSignedIn(cookies: string): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the pages with all that they work with. Built by Vite together with them: what routes share is made here.
 * The context is filled before any route is looked for, because a page that does not exist is rendered too.
 */
export async function openPages(given: Given): Promise<OpenPages> {
  const { services, close } = await openServices(given)
  const trusted = trustedProxies(given.env.TRUSTED_PROXIES)
  const unanswered = methodRefused(build)
  const answer = createRequestHandler(build, given.mode)
  const listener = pageListener(given.env.PUBLIC_URL, async (request, peer) => {
    const refusal = foreignRefused(request, services) ?? unanswered(request)
    if (refusal !== null) return refusal
    const context = new RouterContextProvider()
    context.set(nonceContext, randomBytes(16).toString('base64'))
    context.set(clientContext, {
      address: clientAddress({ peer, forwardedFor: request.headers.get('x-forwarded-for'), trusted }),
    })
    context.set(productContext, given)
    context.set(servicesContext, services)
    return answer(request, context)
  })
  const isSignedIn = async (cookies: string) =>
    (await services.identity.signedIn(new Request(given.env.PUBLIC_URL, { headers: { cookie: cookies } }), {
      prolong: false,
    })) !== null
  return { listener, isSignedIn, close }
}
