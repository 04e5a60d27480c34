import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Form } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { listOf } from '#flows/story/story-words.ts'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'
import type { ShownContact } from './read-contacts.server.ts'

export interface MergeProps {
  readonly contact: ShownContact
  /** What was searched for; empty before. */
  readonly search: string
  readonly others: readonly { readonly id: string; readonly name: string; readonly numbers: readonly string[] }[]
  readonly busy: boolean
  readonly answer: FormAnswer | undefined
}

/** Finds another contact that is the same person, and shows what merging does before it is done. */
export function Merge({ contact, search, others, busy, answer }: MergeProps) {
  const [chosen, setChosen] = useState('')
  const other = others.find(({ id }) => id === chosen)
  return (
    <div className={styles.form}>
      <Form method="get" role="search" preventScrollReset className={styles.find}>
        <TextInput
          name="merge"
          label="Merge with a duplicate"
          placeholder="Name or number"
          defaultValue={search}
          required
          withAsterisk={false}
          autoComplete="off"
        />
        <Button type="submit" variant="default">
          Find
        </Button>
      </Form>
      {search !== '' && others.length === 0 && (
        <p className={styles.dimmed} role="status">
          No other contact matches “{search}”.
        </p>
      )}
      {others.length > 0 && (
        <Form method="post" action={addressOf.contact(contact.id)} preventScrollReset className={styles.form}>
          <input type="hidden" name="intent" value="merge" />
          <Radio.Group name="other" label="The same person" value={chosen} onChange={setChosen}>
            <div className={styles.choices}>
              {others.map(({ id, name, numbers }) => (
                <Radio key={id} value={id} label={`${isolated(name)}, ${numbers.join(', ')}`} required />
              ))}
            </div>
          </Radio.Group>
          <p className={styles.dimmed} role="status">
            {other && (
              <>
                {listOf(other.numbers)} will belong to <bdi>{contact.name}</bdi>, and the name <bdi>{other.name}</bdi>{' '}
                will be gone.
              </>
            )}
          </p>
          <Button type="submit" loading={busy} variant="default">
            Merge
          </Button>
        </Form>
      )}
      <FormAnswerNote answer={answer} />
    </div>
  )
}
