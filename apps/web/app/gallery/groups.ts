import type { ExhibitGroup } from './exhibit.ts'
import { accountGroup } from './exhibits/account.tsx'
import { callsGroup } from './exhibits/calls.tsx'
import { contactsGroup } from './exhibits/contacts.tsx'
import { editorGroup } from './exhibits/editor.tsx'
import { flowsGroup } from './exhibits/flows.tsx'
import { homeGroup } from './exhibits/home.tsx'
import { hoursGroup } from './exhibits/hours.tsx'
import { identityGroup } from './exhibits/identity.tsx'
import { inboxGroup } from './exhibits/inbox.tsx'
import { liveGroup } from './exhibits/live.tsx'
import { numbersGroup } from './exhibits/numbers.tsx'
import { peopleGroup } from './exhibits/people.tsx'
import { sharedGroup } from './exhibits/shared.tsx'
import { webhooksGroup } from './exhibits/webhooks.tsx'

/** Everything there is to look at, in the order of the navigation. */
export const groups: readonly ExhibitGroup[] = [
  liveGroup,
  homeGroup,
  inboxGroup,
  callsGroup,
  contactsGroup,
  flowsGroup,
  editorGroup,
  numbersGroup,
  peopleGroup,
  accountGroup,
  hoursGroup,
  webhooksGroup,
  identityGroup,
  sharedGroup,
]
