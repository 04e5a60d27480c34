import type { Call, Phone } from '../control-plane.ts'
import { currentLeg } from '../live/live-state.ts'
import { quoted, readHeard } from './heard.ts'
import { type Names, nameOf } from './names.ts'
import { whyEnded } from './reasons.ts'

/** What somebody has at their ear now: for the screen in words, for the loudspeaker as a kind of sound. */
export interface Hearing {
  readonly kind: 'ringback' | 'bell' | 'speech' | 'music' | 'silence' | 'person' | 'beep' | 'nothing'
  /** Who or what is heard, in a word or two. */
  readonly title: string
  /** The sentence heard, or what the sound means. */
  readonly line: string
  /** Set when words are spoken, with the moment they began; `id` differs each time, also when the same words come again. */
  readonly spoken?: { readonly id: string; readonly text: string; readonly at: number }
}

/** What the caller of a call hears. */
export function callerHears(call: Call, names: Names): Hearing {
  switch (call.hears) {
    case 'ringback':
      return { kind: 'ringback', title: 'Ringing', line: 'Nobody has picked up yet.' }
    case 'speech':
      return fromEntry(call, lastHeard(call, 'caller'), names) ?? { kind: 'speech', title: 'A voice', line: '…' }
    case 'music':
      return { kind: 'music', title: 'Music', line: 'Hold music plays.' }
    case 'person':
      return inTalk(call, call.with ?? '', names)
    case 'silence':
      return silence(fromEntry(call, lastHeard(call, 'caller'), names))
    case 'nothing':
      return call.state === 'ended'
        ? { kind: 'nothing', title: 'Call ended', line: whyEnded(call) }
        : { kind: 'nothing', title: 'Connecting', line: 'The call is on its way.' }
  }
}

/** What is heard at a phone, given the call that its current leg belongs to. */
export function phoneHears(phone: Phone, call: Call | undefined, names: Names): Hearing {
  const leg = currentLeg(phone)
  if (!leg) return { kind: 'nothing', title: phone.state === 'off' ? 'Switched off' : 'Ready', line: '' }
  if (leg.state === 'ringing') return bell(phone, call, names)
  if (call && call.with === phone.number) return inTalk(call, 'caller', names)
  const last = call ? fromEntry(call, lastHeard(call, phone.number), names) : fromWords(phone.heard, names)
  switch (phone.hears) {
    case 'music':
      return { kind: 'music', title: 'Music', line: 'Hold music plays.' }
    case 'ringback':
      return { kind: 'ringback', title: 'Ringing', line: 'It rings at the other end.' }
    case 'person':
      return last?.kind === 'person'
        ? last
        : { kind: 'person', title: nameOf(names, phone.with ?? ''), line: 'You hear each other. Say something.' }
    case 'silence':
    case 'nothing':
      return silence(last)
    case 'speech':
    case undefined:
      return last ?? silence(last)
  }
}

function bell(phone: Phone, call: Call | undefined, names: Names): Hearing {
  const from = call?.from ?? phone.ringingFrom
  return {
    kind: 'bell',
    title: from ? `${nameOf(names, from)} calls` : 'Somebody calls',
    line: call ? `on ${nameOf(names, call.to)}` : '',
  }
}

/** An open line; what was said before stays in sight for those who read slowly. */
function silence(last: Hearing | undefined): Hearing {
  // What is said during the beep is not recorded, so the invitation comes after it.
  if (last?.kind === 'beep')
    return { kind: 'silence', title: 'After the beep', line: 'Speak now: you are being recorded.' }
  return {
    kind: 'silence',
    title: 'Silence',
    line: last?.spoken ? `Last heard: ${last.line}` : 'The line is open. Speak, or press a key.',
  }
}

function inTalk(call: Call, other: string, names: Names): Hearing {
  const name = nameOf(names, other === 'caller' ? call.from : other)
  const index = call.timeline.findLastIndex(({ who, what }) => who === other && what === 'says')
  const said = call.timeline[index]?.detail
  if (!said || index < joinedAt(call))
    return { kind: 'person', title: name, line: 'You hear each other. Say something.' }
  return { kind: 'person', title: name, line: quoted(said), spoken: spokenAt(call, index, said) }
}

/** Where in the timeline the present conversation began: what was said before was not said to each other. */
function joinedAt(call: Call): number {
  return call.timeline.findLastIndex(({ who, what }) => what === 'joins' && who === call.with)
}

function lastHeard(call: Call, who: string): number {
  return call.timeline.findLastIndex((entry) => entry.who === who && entry.what === 'hears')
}

function fromEntry(call: Call, index: number, names: Names): Hearing | undefined {
  const entry = call.timeline[index]
  const heard = entry && fromWords(entry.detail, names)
  return heard?.spoken ? { ...heard, spoken: spokenAt(call, index, heard.spoken.text) } : heard
}

/** What the network's words say; without their entry nobody knows when, so they are read and not spoken. */
function fromWords(detail: string | null | undefined, names: Names): Hearing | undefined {
  if (detail === null || detail === undefined) return undefined
  const heard = readHeard({ detail })
  switch (heard.kind) {
    case 'ringback':
      return { kind: heard.kind, title: 'Ringing', line: 'Nobody has picked up yet.' }
    case 'music':
      return { kind: heard.kind, title: 'Music', line: 'Hold music plays.' }
    case 'silence':
      return { kind: heard.kind, title: 'Silence', line: 'The line is open.' }
    case 'beep':
      return { kind: heard.kind, title: 'Beep', line: 'Speak when it ends.' }
    case 'speech':
      return {
        kind: heard.kind,
        title: 'A voice',
        line: quoted(heard.sentence),
        spoken: { id: detail, text: heard.sentence, at: 0 },
      }
    case 'person':
      return {
        kind: heard.kind,
        title: nameOf(names, heard.who),
        line: quoted(heard.sentence),
        spoken: { id: detail, text: heard.sentence, at: 0 },
      }
  }
}

function spokenAt(call: Call, index: number, text: string): Hearing['spoken'] {
  return { id: `${call.id}/${index}`, text, at: Date.parse(call.startedAt) + (call.timeline[index]?.ms ?? 0) }
}
