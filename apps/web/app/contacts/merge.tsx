import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { Form } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { listOf } from '#flows/story-words.ts'
import styles from './contacts.module.css'
import type { ShownContact } from './read-contacts.server.ts'

export interface MergeProps {
  readonly contact: ShownContact
  readonly others: readonly { readonly id: string; readonly name: string; readonly numbers: readonly string[] }[]
  readonly busy: boolean
}

/** Says that another contact is the same person, and shows what comes of it before it is done. */
export function Merge({ contact, others, busy }: MergeProps) {
  const [chosen, setChosen] = useState('')
  const other = others.find(({ id }) => id === chosen)
  return (
    <Form method="post" className={styles.form}>
      <input type="hidden" name="intent" value="merge" />
      <NativeSelect
        name="other"
        label="The same person as"
        data={[{ value: '', label: 'Choose a contact' }, ...others.map(({ id, name, numbers }) => ({ value: id, label: `${isolated(name)}, ${numbers[0] ?? ''}` }))]}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        required
      />
      <p className={styles.dimmed} role="status">
        {other && (
          <>
            {listOf(other.numbers)} will belong to <bdi>{contact.name}</bdi>, and the name <bdi>{other.name}</bdi> will be gone.
          </>
        )}
      </p>
      <Button type="submit" loading={busy} variant="default">
        Merge
      </Button>
    </Form>
  )
}
