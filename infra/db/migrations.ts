import { Tables } from './migrations/20261122000000-tables.ts'
import { Functions } from './migrations/20261122000100-functions.ts'
import { FreezeArrival } from './migrations/20261122000200-freeze-arrival.ts'
import { Identity } from './migrations/20261122000300-identity.ts'
import { AccessAndPlans } from './migrations/20261122000400-access-and-plans.ts'
import { Conversations } from './migrations/20261122000500-conversations.ts'
import { DraftSavedBy } from './migrations/20261122000600-draft-saved-by.ts'
import { FlowVisits } from './migrations/20261122000700-flow-visits.ts'
import { InboxAtScale } from './migrations/20261122000800-inbox-at-scale.ts'
import { TimeZone } from './migrations/20261122000900-time-zone.ts'

/** Every migration, oldest first. A list instead of a folder, so that bundled code knows them as well. */
export const migrations = [
  { name: '20261122000000-tables', class: Tables },
  { name: '20261122000100-functions', class: Functions },
  { name: '20261122000200-freeze-arrival', class: FreezeArrival },
  { name: '20261122000300-identity', class: Identity },
  { name: '20261122000400-access-and-plans', class: AccessAndPlans },
  { name: '20261122000500-conversations', class: Conversations },
  { name: '20261122000600-draft-saved-by', class: DraftSavedBy },
  { name: '20261122000700-flow-visits', class: FlowVisits },
  { name: '20261122000800-inbox-at-scale', class: InboxAtScale },
  { name: '20261122000900-time-zone', class: TimeZone },
]
