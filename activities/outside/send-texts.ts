import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Outside, TextOrder } from '#flows/call/exchange.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { nodeOfVisit } from '#flows/call/outside.ts'
import type { TextOutcome, TextReader } from '#flows/live-call.ts'
import { cameOf } from '#flows/rehearsal/outside-world.ts'
import { allowedCountries } from '#infra/db/organisation/allowed-countries.ts'
import { optedOut } from '#infra/db/texts/opted-out.ts'
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
  const sentBefore = before.filter(({ what }) => what.kind === 'texting').length
  const happened = await Promise.all(
    readers.map(async (reader, at) => {
      const { id: text, member, name } = reader
      const came = await (reader.why !== null
        ? { came: 'blocked' as const, why: reader.why }
        : !written
          ? { came: 'failed' as const, why: 'it could not be noted that it is sent' }
          : earlier.has(eventKey({ kind: 'texting', id: text, member, to: reader.to }))
            ? looked(deps, call, { to: reader.to, since: attempt.orderedAt })
            : sentBefore + at >= MOST_TEXTS
              ? { came: 'failed' as const, why: `this call has sent ${MOST_TEXTS} texts already` }
              : sent(deps, call, { to: reader.to, words, attempt }))
      return { kind: 'texted', id: text, member, name, ...came, words } as const
    }),
  )
  const untold = await keepOutside(deps, call, { node, happened })
  return { came: cameOf(happened.map(({ came }) => came)), untold, written }
}

/** Each reader, and why they are sent nothing; null where they may be. */
type Judged = Pick<TextReader, 'member' | 'name'> & { readonly id: string } & (
    | { readonly why: string; readonly to: string | null }
    | { readonly why: null; readonly to: string }
  )

/** @throws what the database says: whether somebody wants no texts must be known */
async function judged(
  deps: CallDeps,
  { organisation }: CallRef,
  { id, to }: { readonly id: string; readonly to: readonly TextReader[] },
): Promise<readonly Judged[]> {
  const numbers = to.flatMap(({ address }) => address ?? [])
  const [countries, out] = await Promise.all([
    allowedCountries(deps.db, { organisation, timeout: ASKED_WITHIN }),
    optedOut(deps.db, { organisation, numbers, timeout: ASKED_WITHIN }),
  ])
  return to.map(({ member, name, address }, index): Judged => {
    const about = { id: `${id}/${index}`, member, name }
    const why = takesNoTexts(address, countries ?? [])
    if (address === null || why !== null) return { ...about, to: address, why: why ?? '' }
    return out.has(address)
      ? { ...about, to: address, why: 'they want no texts' }
      : { ...about, to: address, why: null }
  })
}

interface Came {
  readonly came: TextOutcome
  readonly why?: string
  readonly carrier?: string
}

async function sent(
  deps: CallDeps,
  call: CallRef,
  { to, words, attempt }: { readonly to: string; readonly words: string; readonly attempt: Attempt },
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
    if (error.kind === 'lost') return await looked(deps, call, { to, since })
    if (error.kind === 'refused' && WANTS_NONE.test(`${error.code ?? ''} ${error.saying ?? ''}`))
      return { came: 'blocked', why: error.saying ?? 'the carrier does not send to this number' }
    return { came: 'failed', why: error.saying ?? 'the carrier did not take it' }
  }
}

/** Whether the carrier has a text that nobody knows to have been sent. It shows in its log within a moment. */
async function looked(
  deps: CallDeps,
  call: CallRef,
  { to, since }: { readonly to: string; readonly since: number },
): Promise<Came> {
  for (const wait of LOOKS) {
    await pause(wait)
    const found = await deps.carrier
      .texts({ createdAfter: since - CLOCKS_APART })
      .then((all) => all.find((one) => one.to === to && one.from === call.number.e164))
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
