import type { Call, Phone } from '../control-plane.ts'
import { currentLeg } from '../live/live-state.ts'
import { type Names, nameOf } from '../words/names.ts'
import { durationMs } from '../words/times.ts'
import type { Span } from './face.tsx'

/** A phone's state as its screen says it. */
export function stateInWords(phone: Phone, call: Call | undefined, names: Names): string {
  switch (phone.state) {
    case 'idle':
      return 'Free'
    case 'off':
      return 'Switched off'
    case 'ringing':
      return 'Ringing'
    case 'talking':
      return call && call.with === phone.number ? `With ${nameOf(names, call.from)}` : 'On the line'
  }
}

/** How long a phone goes on ringing, where that is known: its own behaviour, or the end that the network has set. */
export function ringSpan(phone: Phone): Span | null {
  const leg = currentLeg(phone)
  if (leg?.state !== 'ringing' || !leg.ringingAt) return null
  const from = Date.parse(leg.ringingAt)
  const { after } = phone.behaviour
  const ends = [
    after ? from + (durationMs(after) ?? Number.NaN) : Number.NaN,
    leg.ringsUntil ? Date.parse(leg.ringsUntil) : Number.NaN,
  ]
  const until = Math.min(...ends.filter((end) => !Number.isNaN(end)))
  return Number.isFinite(until) && until > from ? { from, until } : null
}

/** What happens at the end of the span, said under the face of a ringing phone. */
export function whatComesNext(phone: Phone, secondsLeft: number): string {
  const inTime = secondsLeft > 0 ? `in ${secondsLeft} s` : 'now'
  switch (phone.behaviour.kind) {
    case 'answers':
      return phone.behaviour.presses ? `Answers ${inTime}, presses ${phone.behaviour.presses}` : `Answers ${inTime}`
    case 'declines':
      return `Declines ${inTime}`
    case 'voicemail':
      return `Voicemail ${inTime}`
    case 'manual':
    case 'never':
    case 'busy':
    case 'off':
      return `Rings ${secondsLeft} s more`
  }
}
