import type { RequestHandler } from 'express'
import { isKnownHost, isOwnAddress } from '#infra/known-host.ts'
import { refuse } from './refuse.ts'

/**
 * Lets nobody ask under a foreign name while the public address is this machine's own: a page elsewhere could read what is
 * meant for whoever sits here, the letters of the demo for one. Behind a proxy the name that we are asked under is the
 * proxy's affair.
 */
export function knownNames(publicUrl: string): RequestHandler {
  if (!isOwnAddress(publicUrl)) return (_request, _response, next) => next()
  return (request, response, next) => {
    if (isKnownHost(request.headers.host)) return next()
    refuse(request, response, { status: 403, sentence: `Ringdown is not known under this name here: ask for it at ${publicUrl}, or set PUBLIC_URL to the address under which people reach it.` })
  }
}
