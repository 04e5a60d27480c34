import {
  IconAddressBook,
  IconGitBranch,
  IconHistory,
  IconHome,
  IconInbox,
  IconPhone,
  IconSettings,
  IconShieldSearch,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { FramePerson } from './person.ts'
import { may, type OrganisationRole, type Permission } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'

/** Where one can go from every page. */
export interface Place {
  readonly to: string
  readonly label: string
  readonly icon: TablerIcon
  readonly permission: Permission
  readonly notFor?: OrganisationRole
  /** Other addresses that belong to it. */
  readonly also?: readonly string[]
}

const places: readonly Place[] = [
  { to: addressOf.home(), label: 'Home', icon: IconHome, permission: 'organisation.see', notFor: 'auditor' },
  { to: addressOf.inbox(), label: 'Inbox', icon: IconInbox, permission: 'organisation.see', notFor: 'auditor' },
  { to: addressOf.calls(), label: 'Calls', icon: IconHistory, permission: 'organisation.see' },
  { to: addressOf.contacts(), label: 'Contacts', icon: IconAddressBook, permission: 'contacts.see' },
  {
    to: addressOf.flows(),
    label: 'Flows',
    icon: IconGitBranch,
    permission: 'flows.see',
    also: [addressOf.kinds()],
  },
  { to: addressOf.numbers(), label: 'Numbers', icon: IconPhone, permission: 'numbers.see' },
  { to: addressOf.people(), label: 'People', icon: IconUsers, permission: 'people.see' },
  { to: addressOf.audit(), label: 'Audit', icon: IconShieldSearch, permission: 'audit.see' },
  {
    to: addressOf.settings(),
    label: 'Settings',
    icon: IconSettings,
    permission: 'organisation.see',
    also: [addressOf.account(), addressOf.plan()],
  },
]

/** Every place that a person may see. */
export function placesFor({ member, role }: Pick<FramePerson, 'member' | 'role'>): readonly Place[] {
  return places.filter(
    ({ permission, notFor }) => may({ member, role, numbers: new Map() }, permission) && notFor !== role,
  )
}

/** The four that a phone's bar has room for beside "More"; what one works with comes first. */
export function phonePlaces(all: readonly Place[]): readonly Place[] {
  const first = [
    addressOf.inbox(),
    addressOf.calls(),
    addressOf.audit(),
    addressOf.contacts(),
    addressOf.numbers(),
    addressOf.people(),
  ]
  const wanted = first.filter(
    (to) => to !== addressOf.audit() || !all.some(({ to: other }) => other === addressOf.inbox()),
  )
  return wanted.flatMap((to) => all.filter((place) => place.to === to)).slice(0, 4)
}

/** Whether an address belongs to this place. */
export function isIn({ to, also = [] }: Place, pathname: string): boolean {
  return [to, ...also].some((root) => pathname === root || pathname.startsWith(`${root}/`))
}
