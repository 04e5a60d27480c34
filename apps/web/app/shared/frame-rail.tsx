import { IconAddressBook, IconGitBranch, IconHistory, IconInbox, IconPhone, IconSettings, IconShieldSearch, IconUsers, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Form, Link, NavLink } from 'react-router'
import type { FramePerson } from './frame-person.ts'
import styles from './frame.module.css'
import { Mark } from './mark.tsx'
import { NotificationsButton } from './frame-notifications.tsx'
import { may, type Permission } from './permissions.ts'

interface Place {
  readonly to: string
  readonly label: string
  readonly icon: TablerIcon
  readonly permission: Permission
  readonly notFor?: 'auditor'
}

const places: readonly Place[] = [
  { to: '/inbox', label: 'Inbox', icon: IconInbox, permission: 'organisation.see', notFor: 'auditor' },
  { to: '/calls', label: 'Calls', icon: IconHistory, permission: 'organisation.see' },
  { to: '/contacts', label: 'Contacts', icon: IconAddressBook, permission: 'contacts.see' },
  { to: '/flows', label: 'Flows', icon: IconGitBranch, permission: 'flows.see' },
  { to: '/numbers', label: 'Numbers', icon: IconPhone, permission: 'numbers.see' },
  { to: '/people', label: 'People', icon: IconUsers, permission: 'people.see' },
  { to: '/audit', label: 'Audit', icon: IconShieldSearch, permission: 'audit.see' },
  { to: '/account', label: 'Settings', icon: IconSettings, permission: 'organisation.see' },
]

export interface RailProps {
  readonly person: FramePerson
  readonly unread: number
  readonly isConnected: boolean
  readonly children: ReactNode
}

/** The way to every place that a person may see; at the side of wide screens, below on narrow ones. */
export function Rail({ person, unread, isConnected, children }: RailProps) {
  const who = { member: person.member, role: person.role, numbers: new Map() }
  return (
    <header className={styles.rail}>
      <Link to="/" className={styles.railMark} aria-label="Ringdown">
        <Mark size={28} />
      </Link>
      <nav aria-label="Main" className={styles.places}>
        {places
          .filter(({ permission, notFor }) => may(who, permission) && notFor !== person.role)
          .map(({ to, label, icon: Icon }) => (
            <NavLink key={to} to={to} className={styles.place}>
              <Icon size={18} stroke={1.75} aria-hidden />
              {label}
              {to === '/inbox' && unread > 0 && (
                <span className={styles.count}>
                  {unread > 99 ? '99+' : unread}
                  <span className={styles.spoken}> unread</span>
                </span>
              )}
            </NavLink>
          ))}
      </nav>
      <div className={styles.own}>
        <NotificationsButton />
        {children}
        <OwnMenu person={person} isConnected={isConnected} />
      </div>
    </header>
  )
}

/** The browser's own popover: it closes by itself, by Escape too, and brings no code. */
function OwnMenu({ person, isConnected }: Pick<RailProps, 'person' | 'isConnected'>) {
  const others = person.organisations.filter(({ id }) => id !== person.organisation.id)
  return (
    <>
      <button type="button" popoverTarget="own-menu" className={styles.me} aria-label={`${person.name}, ${person.organisation.name}, ${isConnected ? 'here' : 'not connected'}`}>
        {initials(person.name)}
        <span className={styles.presence} data-here={isConnected} aria-hidden />
      </button>
      <div id="own-menu" popover="auto" className={styles.ownMenu}>
        <strong>{person.name}</strong>
        <span>{person.organisation.name}</span>
        <span>{isConnected ? 'You are here' : 'Not connected'}</span>
        {others.map(({ id, name }) => (
          <Form key={id} method="post" action="/organisation">
            <input type="hidden" name="organisation" value={id} />
            <button type="submit">Go to {name}</button>
          </Form>
        ))}
        <Link to="/account">Your account</Link>
        <Form method="post" action="/sign-out">
          <button type="submit">Sign out</button>
        </Form>
      </div>
    </>
  )
}

/** "Ana Silva" → "AS". */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase()
}
