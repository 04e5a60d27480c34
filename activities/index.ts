import { activityInfo } from '@temporalio/activity'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { AfterActivities } from './after-activities.ts'
import type { CallActivities } from './call-activities.ts'
import type { AfterDeps } from './after/after-deps.ts'
import { copyHistories } from './after/copy-histories.ts'
import { exportHistory } from './after/export-history.ts'
import { findRecording } from './after/find-recording.ts'
import { keepRecording } from './after/keep-recording.ts'
import { watchCarrier } from './after/watch-carrier.ts'
import { beating } from './calls/attempt.ts'
import { closeCall } from './calls/close-call.ts'
import { dialLegs } from './calls/dial-legs.ts'
import { endLegs } from './calls/end-legs.ts'
import { lookUpLegs } from './calls/look-up-legs.ts'
import { moveCaller } from './calls/move-caller.ts'

/** Everything that touches the world, bound to what it needs. What one of them tells Temporal is its organisation's. */
export function createActivities(deps: AfterDeps): CallActivities & AfterActivities {
  return {
    dialLegs: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => dialLegs(deps, call, order, attempt))),
    moveCaller: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => moveCaller(deps, call, order, attempt))),
    endLegs: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => endLegs(deps, call, order, attempt))),
    lookUpLegs: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => lookUpLegs(deps, call, order, attempt))),
    closeCall: (call, order) =>
      inOrganisation(call.organisation, () => closeCall(deps, call, order, activityInfo().attempt)),
    findRecording: (input, besides) => inOrganisation(input.organisation, () => findRecording(deps, input, besides)),
    keepRecording: (input, recording) =>
      inOrganisation(input.organisation, () => beating(() => keepRecording(deps, input, recording))),
    exportHistory: (input) => inOrganisation(input.organisation, () => beating(() => exportHistory(deps, input))),
    copyHistories: () => copyHistories(deps),
    watchCarrier: (seenTo) => watchCarrier(deps, seenTo),
  }
}
