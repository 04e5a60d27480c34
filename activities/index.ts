import type { AfterActivities } from './after-activities.ts'
import type { CallActivities } from './call-activities.ts'
import type { AfterDeps } from './after/after-deps.ts'
import { exportHistory } from './after/export-history.ts'
import { findRecording } from './after/find-recording.ts'
import { keepRecording } from './after/keep-recording.ts'
import { watchCarrier } from './after/watch-carrier.ts'
import { closeCall } from './calls/close-call.ts'
import { dialLegs } from './calls/dial-legs.ts'
import { endLegs } from './calls/end-legs.ts'
import { lookUpLegs } from './calls/look-up-legs.ts'
import { moveCaller } from './calls/move-caller.ts'

/** Everything that touches the world, bound to what it needs. */
export function createActivities(deps: AfterDeps): CallActivities & AfterActivities {
  return {
    dialLegs: (call, order) => dialLegs(deps, call, order),
    moveCaller: (call, order) => moveCaller(deps, call, order),
    endLegs: (call, order) => endLegs(deps, call, order),
    lookUpLegs: (call, order) => lookUpLegs(deps, call, order),
    closeCall: (call, order) => closeCall(deps, call, order),
    findRecording: (input) => findRecording(deps, input),
    keepRecording: (input, recording) => keepRecording(deps, input, recording),
    exportHistory: (input) => exportHistory(deps, input),
    watchCarrier: () => watchCarrier(deps),
  }
}
