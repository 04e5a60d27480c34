import { activityInfo } from '@temporalio/activity'
import type { DialOrder, EndOrder, MoveOrder } from '#flows/call/exchange.ts'
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
import { askService } from './outside/ask-service.ts'
import { sendTexts } from './outside/send-texts.ts'

/** Everything that touches the world, bound to what it needs. What one of them tells Temporal is its organisation's. */
export function createActivities(deps: AfterDeps): CallActivities & AfterActivities {
  return {
    dialLegs: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: dialName(call, order), givenAt }, (attempt) => dialLegs(deps, call, order, attempt)),
      ),
    moveCaller: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: moveName(call, order), givenAt }, (attempt) => moveCaller(deps, call, order, attempt)),
      ),
    endLegs: (call, order, givenAt) =>
      inOrganisation(call.organisation, () =>
        carriedOut({ name: endName(call, order), givenAt }, (attempt) => endLegs(deps, call, order, attempt)),
      ),
    lookUpLegs: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => lookUpLegs(deps, call, order, attempt))),
    askService: (call, order) => inOrganisation(call.organisation, () => beating(() => askService(deps, call, order))),
    sendTexts: (call, order) =>
      inOrganisation(call.organisation, () => beating((attempt) => sendTexts(deps, call, order, attempt))),
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

/** No leg is dialled twice. */
function dialName({ call }: CallRef, { legs }: DialOrder): string {
  return ['dial', call, ...legs.map(({ leg }) => leg)].join(' ')
}

function moveName({ call }: CallRef, { step, leg, unlessBegun }: MoveOrder): string {
  return ['move', call, leg?.leg ?? 'caller', step.n, unlessBegun].join(' ')
}

/**
 * Two orders may end the same legs at the same time, and what rides with the second is not what rides with the first. Events
 * have the same keys when their task is done once more, and other times.
 */
function endName({ call }: CallRef, { legs, farewell, caller, goodbye, events }: EndOrder): string {
  const besides = [farewell.map(({ leg }) => leg), caller === true, goodbye === true, events.map(({ key }) => key)]
  return ['end', call, ...legs.map(({ leg }) => leg), JSON.stringify(besides)].join(' ')
}
