import { Text } from '@mantine/core'
import styles from './inbox.module.css'

export const handle = { permission: 'organisation.see' }

export default function NothingChosen() {
  return (
    <div className={styles.nothing}>
      <title>Inbox · Ringdown</title>
      <Text c="dimmed">Choose a conversation to see what has happened in it.</Text>
      <Text c="dimmed" size="sm">
        Alt+J and Alt+K go to the next and the previous one, Alt+E marks it as done. Press ? for all keys.
      </Text>
    </div>
  )
}
