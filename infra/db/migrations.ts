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
import { Countries } from './migrations/20261126000100-countries.ts'
import { AccessNews } from './migrations/20261126000110-access-news.ts'
import { Invitations } from './migrations/20261126000120-invitations.ts'
import { OlderLinks } from './migrations/20261126000130-older-links.ts'
import { SameOrganisation } from './migrations/20261126000140-same-organisation.ts'
import { Deeds } from './migrations/20261126000200-deeds.ts'
import { RecordingNotKept } from './migrations/20261126000300-recording-not-kept.ts'
import { OnlyOrganisation } from './migrations/20261126000301-only-organisation.ts'
import { CallerLeft } from './migrations/20261126000400-caller-left.ts'
import { UnknownEnds } from './migrations/20261126000500-unknown-ends.ts'
import { OneDriver } from './migrations/20261126000501-one-driver.ts'

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
  { name: '20261126000100-countries', class: Countries },
  { name: '20261126000110-access-news', class: AccessNews },
  { name: '20261126000120-invitations', class: Invitations },
  { name: '20261126000130-older-links', class: OlderLinks },
  { name: '20261126000140-same-organisation', class: SameOrganisation },
  { name: '20261126000200-deeds', class: Deeds },
  { name: '20261126000300-recording-not-kept', class: RecordingNotKept },
  { name: '20261126000301-only-organisation', class: OnlyOrganisation },
  { name: '20261126000400-caller-left', class: CallerLeft },
  { name: '20261126000500-unknown-ends', class: UnknownEnds },
  { name: '20261126000501-one-driver', class: OneDriver },
]
