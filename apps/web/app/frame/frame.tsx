import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useMatches, useRouteLoaderData } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { LiveBar } from '../live/live-bar.tsx'
import { useLiveCalls } from '../live/use-live-calls.ts'
import styles from './frame.module.css'
import type { FramePerson } from './person.ts'
import { useNotificationsOffer } from './notifications.tsx'
import { useOwnPresence } from './presence.ts'
import { Rail } from './rail.tsx'
import { PaletteHost } from './search.tsx'
import { ShortcutsHost } from './shortcuts.tsx'
import { useTab } from './tab.ts'
import { Mark } from './mark.tsx'
import { useAccess } from '../events/use-access.ts'
import { EventsProvider } from '../events/use-events.tsx'
import { HeardRowsProvider } from '../events/use-heard-rows.tsx'

/** What surrounds every page: for whoever is signed in the way to all others, and what happens in calls now. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const person = useRouteLoaderData<FramePerson>('signed-in')
  if (useSaid('bare')) return children
  return person === undefined ? (
    <PublicFrame>{children}</PublicFrame>
  ) : (
    <EventsProvider member={person.member}>
      <SignedInFrame person={person}>{children}</SignedInFrame>
    </EventsProvider>
  )
}

function SignedInFrame({ person, children }: { readonly person: FramePerson; readonly children: ReactNode }) {
  const live = useLiveCalls()
  const access = useAccess()
  useOwnPresence()
  const ringing = live.calls.find(({ ringing: phones }) => phones.some(({ member }) => member === person.member))
  const offer = useNotificationsOffer(ringing !== undefined)
  useTab({ unread: live.unread, ringing: ringing?.caller ?? null })
  return (
    <div className={styles.signedIn}>
      <a href="#page" className={styles.skip}>
        Skip to content
      </a>
      <Rail person={person} unread={live.unread} isConnected={live.isConnected}>
        <SchemeSwitch />
      </Rail>
      <div className={styles.column}>
        <LiveBar live={live} member={person.member} idle={offer} />
        <main id="page" className={useSaid('full') ? styles.full : styles.page}>
          <HeardRowsProvider key={`${person.member} ${access}`}>{children}</HeardRowsProvider>
        </main>
      </div>
      <PaletteHost key={access} person={person} />
      <ShortcutsHost />
    </div>
  )
}

function PublicFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <Link to={addressOf.front()} className={styles.name}>
          <Mark size={28} />
          Ringdown
        </Link>
        <SchemeSwitch />
      </header>
      <main className={styles.page}>{children}</main>
    </div>
  )
}

/**
 * What a page's `handle` asks of the frame. `full: true` gets the whole width and height, and scrolls by itself;
 * `bare: true` stands without any frame (exhibits of the gallery).
 */
function useSaid(wish: 'full' | 'bare'): boolean {
  return useMatches().some(
    ({ handle }) =>
      typeof handle === 'object' && handle !== null && (handle as Partial<Record<string, unknown>>)[wish] === true,
  )
}

/** Both icons are in the document, and its scheme shows one of them: the server does not know which it will be. */
function SchemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme()
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      onClick={toggleColorScheme}
    >
      <IconMoon size={18} stroke={1.75} className={styles.whenLight} aria-hidden />
      <IconSun size={18} stroke={1.75} className={styles.whenDark} aria-hidden />
    </ActionIcon>
  )
}
