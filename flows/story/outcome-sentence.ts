import { entryOf, isUnreached, type CallEvent, type Happening, type LegEnd } from '../call/happenings/happening.ts'
import { isolated } from './isolated.ts'
import { byLeg } from '../call/leg-order.ts'
import type { LegId } from '../live-call.ts'
import { oneEndEach } from './other-phones.ts'
import { listOf, sentence } from './story-words.ts'
import { ofKind } from './telling.ts'
import { worthTelling } from './worth-telling.ts'

/**
 * What came of a call, in one sentence: "Rang Ana 20 s, Ben 20 s; Cy declined; caller left a 0:31
 * voicemail." Also true of a call that still runs: it tells what has happened so far.
 */
export function outcomeSentence(events: readonly CallEvent[]): string {
  const all = oneEndEach(worthTelling(events).map((event) => event.what))
  const unreached = isUnreached(events)
  const told = all.map((what, index) => ({
    kind: what.kind,
    leg: what.kind === 'stopped-ringing' ? what.leg : null,
    words: entryOf(what)?.sum?.(what, { before: all.slice(0, index), all, isUnreached: unreached }) ?? [],
  }))
  const parts = [
    ...(unreached ? ['the call did not reach Ringdown'] : []),
    ...rang(all),
    ...goneLast(asRung(told)).flatMap(({ words }) => words),
  ]
  if (parts.length > 0) return sentence(parts.join('; '))
  return all.some((what) => what.kind === 'ended') ? 'Nobody was rung.' : 'The call has come in.'
}

interface Told {
  readonly kind: Happening['kind']
  /** Whose end it is; null for everything else. */
  readonly leg: LegId | null
  readonly words: readonly string[]
}

/** People are named as they were to ring: who is heard of first is chance where several phones ring at once. */
function asRung(told: readonly Told[]): readonly Told[] {
  const ends = told.flatMap(({ leg, ...end }) => (leg === null ? [] : [{ ...end, leg }]))
  const inOrder = ends.toSorted((one, other) => byLeg(one.leg, other.leg)).values()
  return told.map((one) => (one.leg === null ? one : (inOrder.next().value ?? one)))
}

/** What people did with their phones, then that the caller hung up: their legs end after the caller's, and because of it. */
function goneLast(told: readonly Told[]): readonly Told[] {
  const gone = told.findIndex(({ kind }) => kind === 'caller-gone')
  const last = told.findLastIndex(({ kind, words }) => kind === 'stopped-ringing' && words.length > 0)
  if (gone < 0 || last < gone) return told
  return [
    ...told.slice(0, gone),
    ...told.slice(gone + 1, last + 1),
    ...told.slice(gone, gone + 1),
    ...told.slice(last + 1),
  ]
}

/** Whose phones rang without an answer, and for how long. */
function rang(all: readonly Happening[]): readonly string[] {
  const accepted = new Set(ofKind(all, 'claimed').map((what) => what.leg))
  const together = new Set(ofKind(all, 'rings').flatMap((what) => (what.order === 'together' ? [what.leg] : [])))
  const ends = ofKind(all, 'stopped-ringing')
    .filter((what) => RANG_OUT.has(what.why) && !accepted.has(what.leg))
    .toSorted((one, other) => byLeg(one.leg, other.leg))
  const phones: { readonly names: string[]; readonly seconds: number; readonly together: boolean }[] = []
  for (const { leg, name, seconds } of ends) {
    const last = phones.at(-1)
    if (last?.together === true && together.has(leg) && last.seconds === seconds) last.names.push(isolated(name))
    else phones.push({ names: [isolated(name)], seconds, together: together.has(leg) })
  }
  return phones.length === 0
    ? []
    : [`rang ${phones.map(({ names, seconds }) => `${listOf(names)} ${seconds} s`).join(', ')}`]
}

/** Endings about which no more can be said than how long the phone rang. */
const RANG_OUT: ReadonlySet<LegEnd> = new Set(['no-answer', 'cancelled', 'unknown'])
