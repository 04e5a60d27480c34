import type { Happening } from './call-events.ts'

/**
 * The name by which a happening is known within its call, whoever tells it and however often: the
 * same thing told by the workflow and by a callback is written once. It must not depend on the
 * order of other happenings, as a workflow task that is done again may see them in another order.
 */
export function eventKey(what: Happening): string {
  switch (what.kind) {
    case 'ordered':
    case 'not-rung':
    case 'rings':
    case 'stopped-ringing':
    case 'claimed':
    case 'talking':
    case 'talk-ended':
    case 'winner-lost':
    case 'phone-rings':
    case 'picked-up':
    case 'in-room':
      return `${what.kind}:${what.leg}`
    case 'claim-refused':
      return `${what.kind}:${what.leg}:${what.why}`
    case 'entered':
      return `${what.kind}:${what.node}:${what.title}`
    case 'handed':
    case 'begun':
      return `${what.kind}:${what.step}`
    case 'skipped':
      return `${what.kind}:${what.member}:${what.why}`
    case 'recording':
      return `${what.kind}:${what.url}`
    case 'trouble':
      return `${what.kind}:${what.with}`
    case 'arrived':
    case 'first-list-differs':
    case 'no-message':
    case 'caller-gone':
    case 'document-drives':
    case 'ladder-rings':
    case 'ladder-connected':
    case 'ended':
      return what.kind
  }
}
