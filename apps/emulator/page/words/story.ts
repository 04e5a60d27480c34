import type { Call, Entry } from '../control-plane.ts'
import { quoted, readHeard } from './heard.ts'
import { type Names, nameOf } from './names.ts'

/** One line of a call's story. */
export interface StoryLine {
  /** What gives it its colour and icon: the meaning, never decoration. */
  readonly tone: 'ringing' | 'talking' | 'missed' | 'plain' | 'spoken' | 'ended' | 'network'
  readonly text: string
}

/** Tells a timeline entry in a plain sentence. */
export function storyLine(entry: Entry, call: Call, names: Names): StoryLine {
  const who = entry.who === 'caller' ? 'The caller' : entry.who === 'carrier' ? 'The network' : nameOf(names, entry.who)
  const detail = entry.detail ?? ''
  switch (entry.what) {
    case 'dials':
      return {
        tone: 'plain',
        text:
          entry.who === 'caller'
            ? `${callerName(call, names)} dials ${nameOf(names, call.to)}`
            : `${who} dials${tail(detail)}`,
      }
    case 'hears':
      return heard(who, entry, names)
    case 'rings':
      return {
        tone: 'ringing',
        text:
          entry.who === 'caller' || entry.who === 'carrier'
            ? `It rings${tail(detail)}`
            : `${possessive(who)} phone rings`,
      }
    case 'stops-ringing':
      return { tone: 'plain', text: `${possessive(who)} phone stops ringing${tail(detail)}` }
    case 'answers':
      return {
        tone: 'talking',
        text: entry.who === 'carrier' ? 'The line is picked up' : `${who} answers${tail(detail)}`,
      }
    case 'declines':
      return { tone: 'missed', text: `${who} declines${tail(detail)}` }
    case 'presses':
      return { tone: 'plain', text: `${who} presses ${detail}` }
    case 'says':
      return { tone: 'spoken', text: `${who} says ${quoted(detail)}` }
    case 'calls-tool':
      return { tone: 'plain', text: `The assistant uses ${detail}` }
    case 'joins':
      return { tone: 'talking', text: `${who} joins the conversation` }
    case 'leaves':
      return { tone: 'plain', text: `${who} leaves the conversation` }
    case 'records':
      return recorded(detail)
    case 'hangs-up':
      return {
        tone: 'ended',
        text:
          entry.who === 'carrier' ? `The network hangs up${tail(plainly(detail))}` : `${who} hangs up${tail(detail)}`,
      }
    case 'fetches':
      return { tone: 'network', text: `The network asks what to do${tail(detail)}` }
    case 'error':
      return { tone: 'missed', text: `Something went wrong${tail(detail)}` }
    default:
      return { tone: 'plain', text: `${who} ${entry.what}${tail(detail)}` }
  }
}

/** How a call stands or ended, in a few words for a list. */
export function callInWords(call: Call, names: Names): { tone: StoryLine['tone']; text: string } {
  if (call.state === 'ended') return { tone: 'ended', text: howItEnded(call, names) }
  if (call.with) return { tone: 'talking', text: `Talking with ${nameOf(names, call.with)}` }
  const ringing = call.legs.filter(({ state }) => state === 'ringing').map(({ to }) => nameOf(names, to))
  if (ringing.length > 0)
    return {
      tone: 'ringing',
      text: ringing.length > 3 ? `${ringing.length} phones ring` : `Rings ${ringing.join(', ')}`,
    }
  switch (call.hears) {
    case 'speech':
      return { tone: 'spoken', text: 'Hears a voice' }
    case 'music':
      return { tone: 'plain', text: 'Hears music' }
    case 'ringback':
      return { tone: 'ringing', text: 'Hears ringing' }
    case 'person':
    case 'silence':
    case 'nothing':
      return { tone: 'plain', text: 'On the line' }
  }
}

function howItEnded(call: Call, names: Names): string {
  const person = call.timeline.findLast(({ who, what }) => what === 'joins' && who !== 'caller')?.who
  if (person) return `Talked with ${nameOf(names, person)}`
  if (call.recordings.length > 0) return 'Left a message'
  return call.answeredAt ? 'Ended' : 'Not answered'
}

/** Who calls, by name or number. */
export function callerName(call: Call, names: Names): string {
  return call.from === 'anonymous' ? 'Somebody who withholds their number' : nameOf(names, call.from)
}

function heard(who: string, entry: Entry, names: Names): StoryLine {
  const told = readHeard(entry)
  switch (told.kind) {
    case 'ringback':
      return { tone: 'plain', text: `${who} hears ringing` }
    case 'music':
      return { tone: 'plain', text: `${who} hears music` }
    case 'silence':
      return { tone: 'network', text: `${who} hears ${entry.detail || 'silence'}` }
    case 'beep':
      return { tone: 'plain', text: `${who} hears a beep` }
    case 'speech':
      return { tone: 'spoken', text: `${who} hears ${quoted(told.sentence)}` }
    // Whoever says it has a line of its own; that it arrives is worth a look only when one doubts the network.
    case 'person':
      return { tone: 'network', text: `${who} hears ${nameOf(names, told.who)} say ${quoted(told.sentence)}` }
  }
}

function recorded(detail: string): StoryLine {
  if (detail === 'recording begins') return { tone: 'plain', text: 'The recording begins' }
  if (detail === 'nothing was said') return { tone: 'plain', text: 'The recording ends: nothing was said' }
  return { tone: 'spoken', text: detail === '' ? 'The call is recorded' : `Recorded: ${quoted(detail)}` }
}

/** The network's one reason that speaks of documents, for people who never saw one. */
function plainly(why: string): string {
  return why === 'the document is through' ? 'the number has nothing more to say' : why
}

function possessive(name: string): string {
  return `${name}’s`
}

function tail(detail: string): string {
  return detail === '' ? '' : `: ${detail}`
}
