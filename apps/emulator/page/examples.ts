import type { Call, Leg, Phone } from './control-plane.ts'

/** A call for tests: just dialled by +12025550150 to the sales line, unless said otherwise. */
export function aCall(differences: Partial<Call> = {}): Call {
  return {
    id: 'one',
    from: '+12025550150',
    to: '+12025550100',
    state: 'ringing',
    startedAt: '2026-03-02T09:00:00.000Z',
    answeredAt: null,
    endedAt: null,
    endReason: null,
    hears: 'ringback',
    with: null,
    legs: [],
    timeline: [],
    recordings: [],
    ...differences,
  }
}

/** A leg for tests: it rings Ana, unless said otherwise. */
export function aLeg(differences: Partial<Leg> = {}): Leg {
  return { id: 'leg', to: '+12025550121', state: 'ringing', ringingAt: '2026-03-02T09:00:01.000Z', ...differences }
}

/** A phone for tests: Ana's, quiet, unless said otherwise. */
export function aPhone(differences: Partial<Phone> = {}): Phone {
  return { number: '+12025550121', name: 'Ana', state: 'idle', behaviour: { kind: 'manual' }, legs: [], ...differences }
}
