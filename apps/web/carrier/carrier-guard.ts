import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import { isSigned } from '#infra/signalwire/signature.ts'
import type { CarrierAddress, CarrierRequest, CarrierUrls } from '#infra/signalwire/urls.ts'
import type { Counters } from './counters.ts'

/** Why a request is not answered, in words for whoever sent it. */
export interface CarrierRefusal {
  readonly status: number
  readonly sentence: string
}

export const NOTHING_HERE: CarrierRefusal = { status: 404, sentence: 'There is nothing here.' }
export const NOT_THE_CARRIER: CarrierRefusal = {
  status: 403,
  sentence:
    'This does not come from our carrier: the token in the address or the signature is missing or wrong. Only the carrier can ask here, at the addresses that we gave it.',
}

/** Says by address and headers alone, before anything of a body is kept, who need not be listened to any further; undefined for the rest. */
export type CarrierGuard = (asked: Asked) => CarrierRefusal | undefined

interface Asked {
  readonly method: string
  readonly originalUrl: string
  readonly headers: IncomingHttpHeaders
}

/** A signature itself needs the body: whether it fits is checked when that is here. */
export function carrierGuard({
  urls,
  counters,
  log,
}: {
  readonly urls: CarrierUrls
  readonly counters: Counters
  readonly log: Logger
}): CarrierGuard {
  return ({ method, originalUrl, headers }) => {
    const read = urls.read(originalUrl)
    if (method !== 'POST' || read.kind === 'unknown') return NOTHING_HERE
    const signed = isSigned((name) => headers[name]?.toString())
    if (read.kind === 'known' && (signed || !mustBeSigned(read.address))) return undefined
    refusedForeignRequest(
      { counters, log },
      { path: originalUrl.split('?', 1)[0] ?? '', signature: signed ? 'unread' : 'absent', token: read.kind },
    )
    return NOT_THE_CARRIER
  }
}

/** A document tells what a call is to do; everything else is asked at addresses with a token. */
export function mustBeSigned({ to }: CarrierAddress): boolean {
  return to === 'number-document' || to === 'step-document' || to === 'leg-document'
}

export function refusedForeignRequest(
  { counters, log }: { readonly counters: Counters; readonly log: Logger },
  about: { readonly path: string; readonly signature: string; readonly token: CarrierRequest['kind'] },
): void {
  counters.count('refused')
  log.warn(about, 'A request that is not the carrier was refused')
}
