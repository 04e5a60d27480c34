import { Text } from '@mantine/core'
import { redirect } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { requirePermission } from '../access/require-permission.ts'
import type { Route } from './+types/nothing-chosen.page'
import styles from './inbox.module.css'

export const handle = { permission: 'organisation.see' }

/** Signing in leads here; auditors work elsewhere, and no call is theirs to answer. */
export function loader({ context }: Route.LoaderArgs) {
  const { role } = requirePermission(context, 'organisation.see')
  if (role === 'auditor') throw redirect(addressOf.audit())
  return null
}

export default function NothingChosen() {
  return (
    <div className={styles.nothing}>
      <title>Inbox · Ringdown</title>
      <Text c="dimmed">Choose a conversation to see its calls and voicemails.</Text>
      <Text c="dimmed" size="sm">
        Alt+J and Alt+K go to the next and the previous one, Alt+E marks it as done. Press ? for all shortcuts.
      </Text>
    </div>
  )
}
