import { plays, ringing } from '../../documents/speech.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const wait: CarrierVerb<'wait'> = {
  render: (instruction, { limit, at }) => [plays(instruction.prompt, limit), ...quiet(instruction.for, `wait_${at}`)],
  learns: null,
  rung: null,
  callback: null,
  inLog: null,
}

/** A quiet line for this many milliseconds, on which something is heard now and then: nobody takes it for dead. */
function quiet(milliseconds: number, label: string): DraftVerb[] {
  const count = Math.min(MOST_JUMPS, Math.max(1, Math.ceil(milliseconds / 1000 / (SILENCE + SIGN))))
  const once: DraftVerb[] = [{ play: { url: `silence:${SILENCE.toFixed(1)}` } }, ringing(SIGN)]
  return count === 1 ? once : [{ label }, ...once, { goto: { label, max: count - 1 } }]
}

/** Seconds. */
const SILENCE = 3
const SIGN = 0.4
/** The carrier allows 100 jumps of one goto. */
const MOST_JUMPS = 100
