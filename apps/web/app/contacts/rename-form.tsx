import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Form } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'

export interface RenameFormProps {
  readonly contact: { readonly name: string }
  /** Who gave the contact the name that it has. */
  readonly namedBy: string
  readonly answer: FormAnswer | undefined
  readonly busy: boolean
}

/** Renames the contact. Where somebody else has meanwhile, what is typed stays, and is only saved over their name once that is seen. */
export function RenameForm({ contact: { name }, namedBy, answer, busy }: RenameFormProps) {
  /** The name that the contact had when somebody began to type. */
  const [from, setFrom] = useState(name)
  const [typed, setTyped] = useState(name)
  const [shown, setShown] = useState(name)
  const follow = (): void => {
    setFrom(name)
    setTyped(name)
  }
  /** What was sent last, until the page has been read with its answer. */
  const [sent, setSent] = useState<string | null>(null)
  if (shown !== name) {
    setShown(name)
    if (typed === from || typed.trim() === name) follow()
    else if (sent?.trim() === name) setFrom(name) // typed on over what was just saved
  }
  const isRead = answer?.ok === true && answer.intent === 'rename' && !busy
  useEffect(() => {
    if (!isRead || sent === null) return
    // what was saved is what is shown, however it was typed
    if (typed === sent) follow()
    else setFrom(name)
    setSent(null)
  }, [isRead]) // oxlint-disable-line react/exhaustive-deps -- once for each answer
  const isAsked = from !== name
  return (
    <Form method="post" preventScrollReset className={styles.form} onSubmit={() => setSent(typed)}>
      <input type="hidden" name="intent" value="rename" />
      {/* of a newer name that the question shows, they have been told */}
      <input type="hidden" name="from" value={name} />
      <TextInput
        name="name"
        label="Name"
        required
        withAsterisk={false}
        maxLength={80}
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
      />
      {isAsked && (
        <p role="status" className={styles.dimmed}>
          {`${isolated(namedBy)} renamed this contact to ${isolated(name)} in the meantime.`}
        </p>
      )}
      <div className={styles.deeds}>
        <Button type="submit" loading={busy} variant="default">
          {isAsked ? `Rename to ${isolated(typed.trim())} all the same` : 'Rename'}
        </Button>
        {isAsked && (
          <Button type="button" variant="default" onClick={follow}>
            Keep {isolated(name)}
          </Button>
        )}
      </div>
      <FormAnswerNote answer={answer} />
    </Form>
  )
}
