import type { Position } from '#flows/outage/position.ts'
import { withoutSlashes } from '../without-slashes.ts'
import { tokens } from './tokens.ts'

/** A place on our web that the carrier calls; every one of them is a POST. */
export type CarrierAddress =
  /** The number's document. Signed by the carrier, so it carries no token. */
  | { readonly to: 'number-document'; readonly number: string }
  /** Callbacks and words that name no call in their path: it is in the body. */
  | { readonly to: 'number-status' | 'number-word'; readonly organisation: string; readonly number: string }
  /** `step-document`: the document of step n. `word`: step n is done, what next? `tools`: those of its assistant. `from`: where the call stands then, for whoever has never heard of it. */
  | {
      readonly to: 'step-document' | 'word' | 'tools'
      readonly organisation: string
      readonly call: string
      readonly step: number
      readonly from: Position
    }
  /** A pushed step n has begun; the report on the conversation of its assistant. */
  | { readonly to: 'begun' | 'ai-report'; readonly organisation: string; readonly call: string; readonly step: number }
  | { readonly to: 'recording' | 'ladder' | 'ladder-status'; readonly organisation: string; readonly call: string }
  | { readonly to: 'claim' | 'leg-status'; readonly organisation: string; readonly call: string; readonly leg: string }
  /** The same three of a person's leg; of its steps the first came with its dial. */
  | {
      readonly to: 'leg-document' | 'leg-word' | 'leg-begun'
      readonly organisation: string
      readonly call: string
      readonly leg: string
      readonly step: number
    }

/** What a request to `/carrier/…` turned out to be. `forged`: a known place, but its token is wrong or missing. */
export type CarrierRequest =
  | { readonly kind: 'known'; readonly address: CarrierAddress }
  | { readonly kind: 'forged' }
  | { readonly kind: 'unknown' }

export interface CarrierUrls {
  /** The absolute URL of a place, token included. */
  of(address: CarrierAddress): string
  /** Reads the target of a request, absolute or from the first slash on, and checks its token. */
  read(target: string): CarrierRequest
}

/**
 * Builds and reads every URL that the carrier calls.
 *
 * @param settings.publicUrl our web as the carrier sees it; a path in it is kept
 * @param settings.secret the installation's secret behind the tokens
 */
export function carrierUrls(settings: { readonly publicUrl: string; readonly secret: string }): CarrierUrls {
  const base = withoutSlashes(settings.publicUrl)
  const prefix = withoutSlashes(new URL(base).pathname)
  const token = tokens(settings.secret)

  return {
    of(address) {
      const path = paths[address.to].replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(placeIn(address, name)))
      if (address.to === 'number-document') return base + path
      const query = new URLSearchParams({
        ...('from' in address && address.from !== null ? { from: address.from } : {}),
        o: address.organisation,
        t: token.sign(signed(address)),
      })
      return `${base}${path}?${query.toString()}`
    },

    read(target) {
      if (!URL.canParse(target, base)) return { kind: 'unknown' }
      const url = new URL(target, base)
      const path =
        prefix !== '' && url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname
      const address = addressAt(path, url.searchParams)
      if (address === null) return { kind: 'unknown' }
      if (address.to === 'number-document') return { kind: 'known', address }
      return token.verify(signed(address), url.searchParams.get('t') ?? '')
        ? { kind: 'known', address }
        : { kind: 'forged' }
    },
  }
}

/** The one table from which URLs are written and read. */
const paths = {
  'number-document': '/carrier/numbers/:number',
  'number-status': '/carrier/numbers/:number/status',
  'number-word': '/carrier/numbers/:number/word',
  'step-document': '/carrier/calls/:call/steps/:step',
  word: '/carrier/calls/:call/steps/:step/word',
  begun: '/carrier/calls/:call/steps/:step/begun',
  tools: '/carrier/calls/:call/steps/:step/tools',
  'ai-report': '/carrier/calls/:call/steps/:step/report',
  recording: '/carrier/calls/:call/recording',
  ladder: '/carrier/calls/:call/ladder',
  'ladder-status': '/carrier/calls/:call/ladder/status',
  claim: '/carrier/calls/:call/legs/:leg/claim',
  'leg-document': '/carrier/calls/:call/legs/:leg/steps/:step',
  'leg-word': '/carrier/calls/:call/legs/:leg/steps/:step/word',
  'leg-begun': '/carrier/calls/:call/legs/:leg/steps/:step/begun',
  'leg-status': '/carrier/calls/:call/legs/:leg/status',
} as const satisfies Record<CarrierAddress['to'], string>

const patterns = Object.entries(paths).map(([to, path]) => ({
  // Object.entries forgets that the keys are the table's.
  to: to as CarrierAddress['to'],
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

function placeIn(address: CarrierAddress, name: string): string {
  if (name === 'number' && 'number' in address) return address.number
  if (name === 'call' && 'call' in address) return address.call
  if (name === 'leg' && 'leg' in address) return address.leg
  if (name === 'step' && 'step' in address) return String(address.step)
  throw new TypeError(`the address of "${address.to}" has no ${name}`)
}

/** What a token covers: its purpose and every name that says where and when, so no address can be made from another. */
function signed(address: Exclude<CarrierAddress, { to: 'number-document' }>): string[] {
  const place = 'number' in address ? [address.number] : [address.call]
  if ('step' in address) place.push(String(address.step))
  if ('from' in address && address.from !== null) place.push(address.from)
  if ('leg' in address) place.push(address.leg)
  return [address.to, address.organisation, ...place]
}

function addressAt(path: string, query: URLSearchParams): CarrierAddress | null {
  for (const { to, pattern } of patterns) {
    const groups = pattern.exec(path)?.groups
    if (!groups) continue
    const named = (name: string) => decoded(groups[name])
    const organisation = query.get('o') ?? ''
    const [number, call, leg, step] = [named('number'), named('call'), named('leg'), stepIn(groups['step'])]
    switch (to) {
      case 'number-document':
        return number === null ? null : { to, number }
      case 'number-status':
      case 'number-word':
        return number === null ? null : { to, organisation, number }
      case 'step-document':
      case 'word':
      case 'tools':
        return call === null || step === null ? null : { to, organisation, call, step, from: query.get('from') || null }
      case 'begun':
      case 'ai-report':
        return call === null || step === null ? null : { to, organisation, call, step }
      case 'recording':
      case 'ladder':
      case 'ladder-status':
        return call === null ? null : { to, organisation, call }
      case 'claim':
      case 'leg-status':
        return call === null || leg === null ? null : { to, organisation, call, leg }
      case 'leg-document':
      case 'leg-word':
      case 'leg-begun':
        return call === null || leg === null || step === null ? null : { to, organisation, call, leg, step }
    }
  }
  return null
}

/** The number of a step; null where there is none. */
function stepIn(part: string | undefined): number | null {
  return part !== undefined && /^[1-9]\d{0,5}$/.test(part) ? Number(part) : null
}

function decoded(part: string | undefined): string | null {
  try {
    return part === undefined ? null : decodeURIComponent(part)
  } catch {
    return null
  }
}
