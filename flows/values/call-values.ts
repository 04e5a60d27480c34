import type { CallFacts } from '../call/facts.ts'
import { localTime, weekdayIn } from '../speech/local-time.ts'
import type { Value } from './value.ts'

/** A value that every call has from its beginning. */
interface CallValue extends Value {
  /** Empty or null where a call does not know it. */
  of(facts: CallFacts): string | null
  /** What it is compared by, where that is another text. */
  compared?(facts: CallFacts): string | null
  /** What may lie before, after or between: of others only what they are can be asked. */
  readonly scale?: 'time' | 'date'
}

/** What every call knows of itself, by the names under which texts have it. */
export const callValues: Readonly<Record<string, CallValue>> = {
  'caller.name': {
    words: 'Caller’s name',
    example: 'Maria Santos',
    type: 'words',
    otherwise: 'there',
    of: ({ caller }) => caller.name,
  },
  'caller.number': {
    words: 'Caller’s number',
    example: '+12025550150',
    type: 'digits',
    otherwise: 'a private number',
    // other addresses than telephone numbers cannot be read out
    of: ({ caller }) => (caller.e164 !== null && /^\+?\d{1,20}$/.test(caller.e164) ? caller.e164 : null),
    compared: ({ caller }) => caller.e164,
  },
  'number.name': {
    words: 'Name of the number',
    example: 'Sales',
    type: 'words',
    of: ({ number }) => number.name,
  },
  'business.name': {
    words: 'Name of the organisation',
    example: 'Harbour Bikes',
    type: 'words',
    of: ({ business }) => business?.name ?? null,
  },
  'call.weekday': {
    words: 'Day of the call',
    example: 'Monday',
    type: 'words',
    otherwise: 'today',
    of: ({ local, arrivedAt, speech }) => (local ? weekdayIn(arrivedAt + local.ahead, speech?.language) : null),
    compared: ({ local, arrivedAt }) => (local ? weekdayIn(arrivedAt + local.ahead) : null),
  },
  'call.date': {
    words: 'Date of the call',
    example: '2026-03-09',
    type: 'words',
    otherwise: 'today',
    of: ({ local, arrivedAt }) => (local ? new Date(arrivedAt + local.ahead).toISOString().slice(0, 10) : null),
    scale: 'date',
  },
  'call.time': {
    words: 'Time of the call',
    example: '14:05',
    type: 'words',
    otherwise: 'now',
    of: ({ local, arrivedAt, speech }) => (local ? localTime(arrivedAt + local.ahead, speech?.language) : null),
    compared: ({ local, arrivedAt }) => (local ? new Date(arrivedAt + local.ahead).toISOString().slice(11, 16) : null),
    scale: 'time',
  },
}
