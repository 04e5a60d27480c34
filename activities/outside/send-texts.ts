import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Outside, TextOrder } from '#flows/call/exchange.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { nodeOfVisit } from '#flows/call/outside.ts'
import type { TextOutcome, TextReader } from '#flows/live-call.ts'
import { textLimits } from '#flows/nodes/send-text/text-limits.ts'
import { cameOf } from '#flows/rehearsal/outside-world.ts'
import { allowedCountries } from '#infra/db/organisation/allowed-countries.ts'
import { optedOut } from '#infra/db/texts/opted-out.ts'
import { textsBegun } from '#infra/db/texts/texts-begun.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { takesNoTexts } from '#infra/telephone/takes-texts.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from '../calls/attempt.ts'
import type { CallDeps } from '../calls/call-deps.ts'
import { beginOutside, keepOutside } from './begin-outside.ts'

/**
 * Gives the carrier a text message for each of its readers, once at most: what is about to be sent is written before, and what
 * was begun by somebody who has died since is looked for in the carrier's log and never sent again.
 */
export async function sendTexts(
  deps: CallDeps,
  call: CallRef,
  { events, id, message: { words, to } }: TextOrder,
  attempt: Attempt,
): Promise<Answer<Outside<TextOutcome>>> {
  const node = nodeOfVisit(id)
  const readers = await judged(deps, call, { id, to })
  const happens = readers.flatMap((reader): Happening[] =>
    reader.why === null ? [{ kind: 'texting', id: reader.id, member: reader.member, to: reader.to }] : [],
  )
  const { driven, written, earlier, before } = await beginOutside(deps, call, { events, node, happens })
  if (driven) return { came: 'document-drives', untold: [], written }
  const told = before.flatMap(({ what }) => (what.kind === 'texted' ? what : []))
  const sentBefore = before.filter(({ what }) => what.kind === 'texting').length
  const happened = await Promise.all(
    readers.map(async (reader, at) => {
      const { id: text, member, name } = reader
      const came = await (reader.why !== null
        ? { came: 'blocked' as const, why: reader.why }
        : !written
          ? { came: 'failed' as const, why: 'it could not be noted that it is sent' }
          : earlier.has(eventKey({ kind: 'texting', id: text, member, to: reader.to }))
            ? looked(deps, call, { to: reader.to, since: attempt.orderedAt, others: othersOf(text, told) })
            : sentBefore + at >= MOST_TEXTS
              ? { came: 'failed' as const, why: `this call has sent ${MOST_TEXTS} texts already` }
              : sent(deps, call, { to: reader.to, words, attempt, others: othersOf(text, told) }))
      return { kind: 'texted', id: text, member, name, ...came, words } as const
    }),
  )
  const untold = await keepOutside(deps, call, { node, happened })
  return { came: cameOf(happened.map(({ came }) => came)), untold, written }
}

/** The carrier's names for the other texts of a call, as far as they are known. */
function othersOf(id: string, told: readonly Extract<Happening, { kind: 'texted' }>[]): ReadonlySet<string> {
  return new Set(told.flatMap((one) => (one.id === id ? [] : (one.carrier ?? []))))
}

/** Each reader, and why they are sent nothing; null where they may be. */
type Judged = Pick<TextReader, 'member' | 'name'> & { readonly id: string } & (
    | { readonly why: string; readonly to: string | null }
    | { readonly why: null; readonly to: string }
  )

/** @throws what the database says: whether somebody wants no texts must be known */
async function judged(
  deps: CallDeps,
  { organisation, call }: CallRef,
  { id, to }: { readonly id: string; readonly to: readonly TextReader[] },
): Promise<readonly Judged[]> {
  const numbers = to.flatMap(({ address }) => address ?? [])
  const keys = to.flatMap(({ member, address }, index) =>
    address === null ? [] : eventKey({ kind: 'texting', id: `${id}/${index}`, member, to: address }),
  )
  const since = Date.now() - textLimits.within
  const [countries, out, begun] = await Promise.all([
    allowedCountries(deps.db, { organisation, timeout: ASKED_WITHIN }),
    optedOut(deps.db, { organisation, numbers, timeout: ASKED_WITHIN }),
    textsBegun(deps.db, { organisation, since, but: { call, keys }, timeout: ASKED_WITHIN }),
  ])
  return to.map(({ member, name, address }, index): Judged => {
    const about = { id: `${id}/${index}`, member, name }
    const why = takesNoTexts(address, countries ?? [])
    if (address === null || why !== null) return { ...about, to: address, why: why ?? '' }
    if (out.has(address)) return { ...about, to: address, why: 'they want no texts' }
    const sameBefore = to.slice(0, index).filter((one) => one.address === address).length
    const before = { all: begun.all + index, to: (begun.to.get(address) ?? 0) + sameBefore }
    return { ...about, to: address, why: tooMany(member, before) }
  })
}

/** Why a text would be one too many within a day; null where it is not. */
function tooMany(member: string | null, before: { readonly all: number; readonly to: number }): string | null {
  const most = member === null ? textLimits.caller : textLimits.member
  if (before.to >= most) return `that number was sent ${most} texts within a day`
  return before.all >= textLimits.organisation
    ? `${textLimits.organisation.toLocaleString('en')} texts were sent within a day`
    : null
}

interface Came {
  readonly came: TextOutcome
  readonly why?: string
  readonly carrier?: string
}

async function sent(
  deps: CallDeps,
  call: CallRef,
  {
    to,
    words,
    attempt,
    others,
  }: { readonly to: string; readonly words: string; readonly attempt: Attempt; readonly others: ReadonlySet<string> },
): Promise<Came> {
  // whoever stood still may have been replaced
  if (!attempt.isOurs()) return { came: 'failed', why: 'nobody knows whether it was sent' }
  const since = deps.carrier.now()
  try {
    const { id } = await deps.carrier.sendText({ from: call.number.e164, to, body: words })
    return { came: 'sent', carrier: id }
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation },
      'The carrier did not take a text message',
    )
    if (error.kind === 'lost') return await looked(deps, call, { to, since, others })
    if (error.kind === 'refused' && WANTS_NONE.test(`${error.code ?? ''} ${error.saying ?? ''}`))
      return { came: 'blocked', why: error.saying ?? 'the carrier does not send to this number' }
    return { came: 'failed', why: error.saying ?? 'the carrier did not take it' }
  }
}

/**
 * Whether the carrier has a text that nobody knows to have been sent. It shows in its log within a moment.
 * @param others the carrier's names for texts that it is not
 */
async function looked(
  deps: CallDeps,
  call: CallRef,
  { to, since, others }: { readonly to: string; readonly since: number; readonly others: ReadonlySet<string> },
): Promise<Came> {
  for (const wait of LOOKS) {
    await pause(wait)
    const found = await deps.carrier
      .texts({ createdAfter: since - CLOCKS_APART })
      .then((all) => all.find((one) => one.to === to && one.from === call.number.e164 && !others.has(one.id)))
      .catch(() => undefined)
    if (found) return { came: 'sent', carrier: found.id }
  }
  return { came: 'failed', why: 'the carrier did not say whether it was sent' }
}

/** What the carrier says of numbers that have opted out, or that cannot get texts. Its codes for that are not written down. */
const WANTS_NONE =
  /opt(?:ed)?[ _-]?out|unsubscrib|blacklist|block ?list|blocked|stop|landline|not.{0,20}(?:sms|mobile|text)/i

/** More than this are no business of one call. */
const MOST_TEXTS = 20
/** Milliseconds. */
const ASKED_WITHIN = 2000
const LOOKS = [500, 1500]
const CLOCKS_APART = 2000
