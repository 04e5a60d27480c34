import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createRequestListener } from '@react-router/node'
import { RouterContextProvider } from 'react-router'
import * as build from 'virtual:react-router/server-build'
import { clientContext, nonceContext, productContext } from '../app/shared/contexts.ts'
import type { Given } from './given.ts'

/**
 * The pages, as a listener for Node's http server. Built by Vite together with them: what routes share is made here.
 * The context is filled before any route is looked for, because a page that does not exist is rendered too.
 */
export function openPages(given: Given): RequestListener {
  return createRequestListener({
    build,
    mode: given.mode,
    getLoadContext(_request, client) {
      const context = new RouterContextProvider()
      context.set(nonceContext, randomBytes(16).toString('base64'))
      context.set(clientContext, { address: client.address })
      context.set(productContext, given)
      return context
    },
  })
}
