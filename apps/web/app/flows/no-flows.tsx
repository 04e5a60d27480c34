import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './flows.module.css'

/** What this place is for, while it is empty. */
export function NoFlows({ children }: { readonly children: ReactNode }) {
  return (
    <section className={styles.empty}>
      <Title order={2}>No flows yet</Title>
      <Text c="dimmed" maw="var(--reading-width)">
        A flow says what happens to a call: what the caller hears, whose phones ring and for how long, and what follows
        when nobody answers. Draw one, publish it, and choose it for a number.
      </Text>
      {children}
    </section>
  )
}
