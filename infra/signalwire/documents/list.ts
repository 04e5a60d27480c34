import type { Instruction } from '#flows/instruction.ts'
import type { Cause, RecordLimits } from '#flows/live-call.ts'
import { ringing, say } from './speech.ts'
import type { RecordVerb, DraftVerb } from './swml.ts'

export interface ListSettings {
  /** Longest spoken text, in characters. */
  readonly limit: number
  /** Where the carrier reports on a recording. */
  readonly recordingUrl: string
}

/** The verbs of a list of instructions, up to a hang-up, or to where the document goes on alone. */
export function list(instructions: readonly Instruction[], settings: ListSettings): DraftVerb[] {
  const verbs: DraftVerb[] = []
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

/**
 * Two people meet here. Who leaves ends the room, so that the other one's document goes on at once, whether or not anybody
 * of ours hears of it. `result` says that it goes on with its next verb: without one, the carrier's reference has the
 * conference end for everybody, and its SDK leaves that open.
 */
export function join(room: string): DraftVerb {
  return {
    join_conference: {
      name: room,
      start_on_enter: true,
      end_on_exit: true,
      max_participants: 2,
      beep: 'false',
      result: [{ when: "join_conference_result == 'failed'", then: [{ play: { url: 'silence:0.2' } }] }],
    },
  }
}

export function record(limits: RecordLimits, statusUrl: string): DraftVerb {
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

export function hangUp(cause: Cause): DraftVerb {
  const reasons = { done: 'hangup', busy: 'busy', declined: 'decline' } as const
  return { hangup: { reason: reasons[cause] } }
}

/** Ringing for so many milliseconds: a counted loop, then what is left of the time. */
function park(milliseconds: number, label: string): DraftVerb[] {
  const seconds = Math.max(1, milliseconds / 1000)
  // The carrier allows 100 jumps of one goto.
  const each = Math.max(4, Math.ceil(seconds / 100))
  const rings = Math.floor(seconds / each)
  const rest = seconds - rings * each
  const verbs: DraftVerb[] = []
  if (rings > 1) verbs.push({ label }, ringing(each), { goto: { label, max: rings - 1 } })
  if (rings === 1) verbs.push(ringing(each))
  if (rest >= 0.1) verbs.push(ringing(rest))
  return verbs
}
