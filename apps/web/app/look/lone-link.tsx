import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './lone-link.module.css'

/** A link that stands alone instead of in a sentence, like the way back above a title: large enough for a finger. */
export function LoneLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} size="sm" className={styles.lone}>
      {children}
    </Anchor>
  )
}
