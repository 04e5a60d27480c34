import type { RequestHandler } from 'express'
import { isKnownHost, isOwnAddress } from '#infra/known-host.ts'
import { refuse } from './refuse.ts'

/**
 * Lets nobody ask under a foreign name while the public address is this machine's own: a page elsewhere could read what is
 * meant for whoever sits here, such as the demo's letters. Behind a proxy the name that we are asked under is the
 * proxy's affair.
 */
export function knownNames(publicUrl: string): RequestHandler {
  if (!isOwnAddress(publicUrl)) return (_request, _response, next) => next()
  return (request, response, next) => {
    if (isKnownHost(request.headers.host)) return next()
    refuse(request, response, {
      status: 403,
      sentence: `Ringdown is not known by this name here: open it at ${publicUrl}, or set PUBLIC_URL to the address under which people reach it.`,
    })
  }
}
