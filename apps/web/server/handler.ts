import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createRequestListener } from '@react-router/node'
import { RouterContextProvider } from 'react-router'
import * as build from 'virtual:react-router/server-build'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { clientContext, nonceContext, productContext } from '../app/shared/contexts.ts'
import { servicesContext } from '../app/shared/services.ts'
import { clientAddress } from './client-address.ts'
import type { Given } from './given.ts'
import { openServices } from './services.ts'

/** The pages, as a listener for Node's http server, and their end. */
export interface OpenPages {
  readonly listener: RequestListener
  close(): Promise<void>
}

/**
 * Opens the pages with all that they work with. Built by Vite together with them: what routes share is made here.
 * The context is filled before any route is looked for, because a page that does not exist is rendered too.
 */
export async function openPages(given: Given): Promise<OpenPages> {
  const { services, close } = await openServices(given)
  const trusted = trustedProxies(given.env.TRUSTED_PROXIES)
  const listener = createRequestListener({
    build,
    mode: given.mode,
    getLoadContext(request, { address: peer }) {
      const context = new RouterContextProvider()
      context.set(nonceContext, randomBytes(16).toString('base64'))
      context.set(clientContext, { address: clientAddress({ peer, forwardedFor: request.headers.get('x-forwarded-for'), trusted }) })
      context.set(productContext, given)
      context.set(servicesContext, services)
      return context
    },
  })
  return { listener, close }
}
