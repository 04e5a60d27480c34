import { activityInfo } from '@temporalio/activity'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { AfterActivities } from './after-activities.ts'
import type { CallActivities, CallRef } from './call-activities.ts'
import type { AfterDeps } from './after/after-deps.ts'
import { copyHistories } from './after/copy-histories.ts'
import { exportHistory } from './after/export-history.ts'
import { findRecording } from './after/find-recording.ts'
import { keepRecording } from './after/keep-recording.ts'
import { watchCarrier } from './after/watch-carrier.ts'
import { beating } from './calls/attempt.ts'
import { carriedOut } from './calls/carried-out.ts'
import { closeCall } from './calls/close-call.ts'
import { dialLegs } from './calls/dial-legs.ts'
import { endLegs } from './calls/end-legs.ts'
import { lookUpLegs } from './calls/look-up-legs.ts'
import { moveCaller } from './calls/move-caller.ts'

/** Everything that touches the world, bound to what it needs. What one of them tells Temporal is its organisation's. */
export function createActivities(deps: AfterDeps): CallActivities & AfterActivities {
  return {
    dialLegs: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: nameOf('dial', call, order.legs), givenAt }, (attempt) =>
          dialLegs(deps, call, order, attempt),
        ),
      ),
    moveCaller: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: `move ${call.call} ${order.step.n} ${order.unlessBegun}`, givenAt }, (attempt) =>
          moveCaller(deps, call, order, attempt),
        ),
      ),
    endLegs: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: nameOf('end', call, order.legs), givenAt }, (attempt) =>
          endLegs(deps, call, order, attempt),
        ),
      ),
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

/** Of one call no two orders about the same legs are under way at the same time, unless the second repeats the first. */
function nameOf(what: string, { call }: CallRef, legs: readonly { readonly leg: string }[]): string {
  return [what, call, ...legs.map(({ leg }) => leg)].join(' ')
}
