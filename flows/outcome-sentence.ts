import type { CallEvent, Happening, LegEnd } from './call-events.ts'
import { isolated } from './isolated.ts'
import { clock, listOf, sentence } from './story-words.ts'
import { worthTelling } from './worth-telling.ts'

/**
 * What came of a call, in one sentence: "Rang Ana 20 s, Ben 20 s; Cy declined; caller left a 0:31
 * voicemail." Also true of a call that still runs: it tells what has happened so far.
 */
export function outcomeSentence(events: readonly CallEvent[]): string {
  const all = worthTelling(events).map((event) => event.what)
  const parts = [...rang(all), ...all.flatMap((what, index) => part(what, { before: all.slice(0, index), all }))]
  if (parts.length > 0) return sentence(parts.join('; '))
  return all.some((what) => what.kind === 'ended') ? 'Nobody was rung.' : 'The call has come in.'
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { readonly kind: Kind }>

/** Whose phones rang without an answer, and for how long. */
function rang(all: readonly Happening[]): readonly string[] {
  const accepted = new Set(ofKind(all, 'claimed').map((what) => what.leg))
  const together = new Set(ofKind(all, 'rings').flatMap((what) => (what.order === 'together' ? [what.leg] : [])))
  const ends = ofKind(all, 'stopped-ringing').filter((what) => RANG_OUT.has(what.why) && !accepted.has(what.leg))
  const phones: { readonly names: string[]; readonly seconds: number; readonly together: boolean }[] = []
  for (const { leg, name, seconds } of ends) {
    const same = phones.find((phone) => together.has(leg) && phone.together && phone.seconds === seconds)
    if (same) same.names.push(isolated(name))
    else phones.push({ names: [isolated(name)], seconds, together: together.has(leg) })
  }
  return phones.length === 0 ? [] : [`rang ${phones.map(({ names, seconds }) => `${listOf(names)} ${seconds} s`).join(', ')}`]
}

/** Ends of which no more can be said than for how long the phone rang. */
const RANG_OUT: ReadonlySet<LegEnd> = new Set(['no-answer', 'cancelled', 'unknown'])

function part(what: Happening, { before, all }: { before: readonly Happening[]; all: readonly Happening[] }): readonly string[] {
  switch (what.kind) {
    case 'stopped-ringing':
      return stopped(what, before)
    case 'talking':
      return [`${isolated(what.name)} answered`]
    case 'talk-ended':
      return [`talked ${clock(what.seconds * 1000)}`]
    case 'winner-lost':
      return [`${isolated(what.name)} accepted ${ofKind(before, 'caller-gone').length > 0 ? 'as the caller hung up' : 'but was gone at once'}`]
    case 'ladder-connected':
      return [`${isolated(what.name ?? 'someone of the team')} answered`]
    case 'ladder-rings':
      return [`rang ${listOf(what.members.map(isolated))}`]
    case 'recording':
      return ofKind(before, 'recording').some((other) => other.url === what.url) ? [] : [`caller left a ${clock(what.seconds * 1000)} voicemail`]
    case 'no-message':
      return ['caller left no message']
    case 'caller-gone':
      if (!leftEarly(before, all)) return []
      return [reachedVoicemail(before) ? 'caller reached voicemail and hung up' : 'caller hung up']
    case 'trouble':
      return what.with === 'engine' ? ['the record breaks off'] : []
    case 'skipped':
      return ofKind(before, 'skipped').some((other) => other.member === what.member) ? [] : [`${isolated(what.name)} skipped`]
    default:
      // the rest is part of how it went, not of what came of it
      return []
  }
}

function stopped(what: Of<'stopped-ringing'>, before: readonly Happening[]): readonly string[] {
  if (ofKind(before, 'claimed').some((claim) => claim.leg === what.leg)) return []
  switch (what.why) {
    case 'no-answer':
    case 'cancelled':
    case 'unknown':
      return []
    case 'declined':
      return [`${isolated(what.name)} declined`]
    case 'busy':
      return [`${isolated(what.name)} was busy`]
    case 'hung-up':
      return [`${isolated(what.name)} hung up without accepting`]
    case 'not-accepted':
      return [`${isolated(what.name)} picked up but did not accept`]
    case 'failed':
      return [`${isolated(what.name)} could not be reached`]
  }
}

/**
 * Whether a caller who goes now has neither talked to anybody nor left a message. A message mostly
 * ends by hanging up, and its recording is heard of afterwards.
 */
function leftEarly(before: readonly Happening[], all: readonly Happening[]): boolean {
  if (all.some(({ kind }) => kind === 'recording')) return false
  return !before.some(({ kind }) => kind === 'talking' || kind === 'ladder-connected' || kind === 'no-message')
}

/** Whether the caller has been asked for a message, or was about to be. */
function reachedVoicemail(before: readonly Happening[]): boolean {
  return ofKind(before, 'handed').at(-1)?.list.at(-1)?.do === 'record'
}

function ofKind<Kind extends Happening['kind']>(all: readonly Happening[], kind: Kind): readonly Of<Kind>[] {
  return all.filter((what): what is Of<Kind> => what.kind === kind)
}
