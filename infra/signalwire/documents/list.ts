import type { Instruction } from '#flows/instruction.ts'
import type { Cause, RecordLimits } from '#flows/live-call.ts'
import { ringing, say } from './speech.ts'
import type { RecordVerb, Verb } from './swml.ts'

export interface ListSettings {
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** Where the carrier reports on a recording. */
  readonly recordingUrl: string
}

/** The verbs of a list of instructions, up to a hang-up, or to where the document goes on alone. */
export function list(instructions: readonly Instruction[], settings: ListSettings): Verb[] {
  const verbs: Verb[] = []
  for (const [at, instruction] of instructions.entries()) {
    switch (instruction.do) {
      case 'say':
        verbs.push(say(instruction.prompt.say, settings.limit))
        break
      case 'park':
        verbs.push(...park(instruction.for, `ring_${at}`))
        break
      case 'join':
        verbs.push(join(instruction.room))
        break
      case 'record':
        if (instruction.greeting) verbs.push(say(instruction.greeting.say, settings.limit))
        verbs.push(record(instruction.limits, settings.recordingUrl))
        break
      case 'hang-up':
        verbs.push(hangUp(instruction.cause))
        return verbs
      case 'alone':
        return verbs
    }
  }
  return verbs
}

/** Two people meet here. Neither leaving ends it for the other: each document says what comes next. */
export function join(room: string): Verb {
  return { join_conference: { name: room, start_on_enter: true, end_on_exit: false, max_participants: 2, beep: 'false' } }
}

export function record(limits: RecordLimits, statusUrl: string): Verb {
  const settings: RecordVerb = {
    beep: true,
    format: 'wav',
    max_length: limits.maxSeconds,
    // A caller may need a moment after the beep: the carrier's own 4 s cut off slow starters.
    initial_timeout: Math.max(5, limits.silenceSeconds),
    end_silence_timeout: limits.silenceSeconds,
    terminators: '#',
    status_url: statusUrl,
  }
  return { record: settings }
}

export function hangUp(cause: Cause): Verb {
  const reasons = { done: 'hangup', busy: 'busy', declined: 'decline' } as const
  return { hangup: { reason: reasons[cause] } }
}

/** Ringing for so many milliseconds: a counted loop, then what is left of the time. */
function park(milliseconds: number, label: string): Verb[] {
  const seconds = Math.max(1, milliseconds / 1000)
  // The carrier allows 100 jumps of one goto.
  const each = Math.max(4, Math.ceil(seconds / 100))
  const rings = Math.floor(seconds / each)
  const rest = seconds - rings * each
  const verbs: Verb[] = []
  if (rings > 1) verbs.push({ label }, ringing(each), { goto: { label, max: rings - 1 } })
  if (rings === 1) verbs.push(ringing(each))
  if (rest >= 0.1) verbs.push(ringing(rest))
  return verbs
}
