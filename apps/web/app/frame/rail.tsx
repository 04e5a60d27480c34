import { VisuallyHidden } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { Form, Link, useLocation } from 'react-router'
import { NotificationsButton } from './notifications.tsx'
import type { FramePerson } from './person.ts'
import { isIn, phonePlaces, placesFor, type Place } from './places.ts'
import { PaletteButton } from './search.tsx'
import { showShortcuts } from './shortcuts.tsx'
import styles from './frame.module.css'
import { Mark } from './mark.tsx'
import { addressOf } from '../reach/addresses.ts'

export interface RailProps {
  readonly person: FramePerson
  readonly unread: number
  readonly isConnected: boolean
  readonly children: ReactNode
}

/** The way to every place that a person may see: at the side of wide screens, below on phones, which have room for some. */
export function Rail({ person, unread, isConnected, children }: RailProps) {
  const all = placesFor(person)
  const few = phonePlaces(all)
  return (
    <header className={styles.rail}>
      <Link to={all[0]?.to ?? addressOf.front()} className={styles.railMark} aria-label="Ringdown" title="Ringdown">
        <Mark size={28} />
      </Link>
      <nav aria-label="Main" className={styles.places}>
        {all.map((place) => (
          <PlaceLink key={place.to} place={place} unread={unread} onPhone={few.includes(place)} />
        ))}
        <More person={person} rest={all.filter((place) => !few.includes(place))} isConnected={isConnected}>
          {children}
        </More>
      </nav>
      <div className={styles.own}>
        <PaletteButton />
        <NotificationsButton />
        {children}
        <OwnMenu person={person} isConnected={isConnected} />
      </div>
    </header>
  )
}

function PlaceLink({
  place,
  unread,
  onPhone,
}: {
  readonly place: Place
  readonly unread: number
  readonly onPhone: boolean
}) {
  const { to, label, icon: Icon } = place
  const { pathname } = useLocation()
  return (
    <Link
      to={to}
      className={styles.place}
      data-phone={onPhone || undefined}
      aria-current={isIn(place, pathname) ? 'page' : undefined}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      {label}
      {to === addressOf.inbox() && unread > 0 && (
        <span className={styles.count}>
          {unread > 99 ? '99+' : unread}
          <VisuallyHidden> unread</VisuallyHidden>
        </span>
      )}
    </Link>
  )
}

interface MoreProps extends Pick<RailProps, 'person' | 'isConnected' | 'children'> {
  readonly rest: readonly Place[]
}

/** On a phone: everything that its bar has no room for. */
function More({ person, rest, isConnected, children }: MoreProps) {
  const { pathname } = useLocation()
  return (
    <>
      <button
        type="button"
        popoverTarget="more"
        className={styles.more}
        data-here={rest.some((place) => isIn(place, pathname)) || undefined}
      >
        <IconDots size={18} stroke={1.75} aria-hidden />
        More
      </button>
      <div id="more" popover="auto" className={styles.sheet} onClick={closeAfterLink}>
        <div className={styles.sheetPlaces}>
          {rest.map((place) => (
            <Link key={place.to} to={place.to} aria-current={isIn(place, pathname) ? 'page' : undefined}>
              <place.icon size={18} stroke={1.75} aria-hidden />
              {place.label}
            </Link>
          ))}
        </div>
        <Own person={person} isConnected={isConnected} />
        <div className={styles.sheetTools}>
          <PaletteButton />
          <NotificationsButton />
          {children}
        </div>
      </div>
    </>
  )
}

/** The browser's own popover: it closes by itself, by Escape too, and brings no code. */
function OwnMenu({ person, isConnected }: Pick<RailProps, 'person' | 'isConnected'>) {
  return (
    <>
      <button
        type="button"
        popoverTarget="own-menu"
        className={styles.me}
        aria-label={`${initials(person.name)}, ${person.name}, ${person.organisation.name}, ${isConnected ? 'online' : 'not connected'}`}
      >
        {initials(person.name)}
        <span className={styles.presence} data-here={isConnected} aria-hidden />
      </button>
      <div id="own-menu" popover="auto" className={styles.ownMenu} onClick={closeAfterLink}>
        <Own person={person} isConnected={isConnected} />
      </div>
    </>
  )
}

/** Who one is and where, the way to one's other organisations, and out. */
function Own({ person, isConnected }: Pick<RailProps, 'person' | 'isConnected'>) {
  const others = person.organisations.filter(({ id }) => id !== person.organisation.id)
  return (
    <div className={styles.ownList}>
      <strong dir="auto">{person.name}</strong>
      <span dir="auto">{person.organisation.name}</span>
      <span>{isConnected ? 'Online' : 'Not connected'}</span>
      {others.map(({ id, name }) => (
        // a document of its own: nothing of one organisation stays on the screen of another
        <Form key={id} method="post" action={addressOf.organisation()} reloadDocument>
          <input type="hidden" name="organisation" value={id} />
          <button type="submit" dir="auto">
            Switch to {name}
          </button>
        </Form>
      ))}
      {person.invitations.map((name) => (
        <Link key={name} to={addressOf.invitations()} dir="auto">
          Invitation to {name}
        </Link>
      ))}
      <Link to={addressOf.account()}>Your account</Link>
      <button type="button" className={styles.withKeys} data-closes onClick={showShortcuts}>
        Keyboard shortcuts
      </button>
      <Form method="post" action={addressOf.signOut()} reloadDocument>
        <button type="submit">Sign out</button>
      </Form>
    </div>
  )
}

/** A link changes the page and not the document, so nothing else would close what it was in. */
function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLElement>): void {
  if (target instanceof Element && target.closest('a, [data-closes]') !== null) currentTarget.hidePopover()
}

/** "Ana Silva" → "AS". */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
