import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './frame.module.css'
import { Mark } from './mark.tsx'

/** What surrounds every page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <Link to="/" className={styles.name}>
          <Mark size={28} />
          Ringdown
        </Link>
        <SchemeSwitch />
      </header>
      <main className={styles.page}>{children}</main>
    </div>
  )
}

/** Both icons are in the document, and its scheme shows one of them: the server does not know which it will be. */
function SchemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme()
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Switch between light and dark" title="Switch between light and dark" onClick={toggleColorScheme}>
      <IconMoon size={18} stroke={1.75} className={styles.whenLight} aria-hidden />
      <IconSun size={18} stroke={1.75} className={styles.whenDark} aria-hidden />
    </ActionIcon>
  )
}
