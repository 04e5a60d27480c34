import { Button, TextInput, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Form } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'
import type { ShownTag } from '#infra/db/contact/contact-marks.ts'
import { MarksForm } from './marks-form.tsx'
import { Merge, type MergeProps } from './merge.tsx'
import { RenameForm } from './rename-form.tsx'

export interface EditProps extends Omit<MergeProps, 'answer'> {
  /** All that contacts can have. */
  readonly tags: readonly ShownTag[]
  /** Who gave the contact the name that it has. */
  readonly namedBy: string
  /** What came of a form of this page. */
  answerOf(intent: string): FormAnswer | undefined
}

/** What can be changed about a contact; each form says below itself what came of it. */
export function Edit({ tags, namedBy, answerOf, ...merging }: EditProps) {
  const { contact, busy } = merging
  return (
    <section className={styles.section} aria-labelledby="edit">
      <Title order={2} id="edit">
        Edit
      </Title>
      <RenameForm key={contact.id} contact={contact} namedBy={namedBy} answer={answerOf('rename')} busy={busy} />
      <MarksForm key={`marks of ${contact.id}`} contact={contact} tags={tags} answer={answerOf('marks')} busy={busy} />
      <AddNumber answer={answerOf('add-number')} busy={busy} />
      <Merge {...merging} answer={answerOf('merge')} />
      <Form method="post" preventScrollReset className={styles.form}>
        <input type="hidden" name="intent" value="remove" />
        <p className={styles.dimmed}>
          Removing takes the contact out of everyone’s address book. Its conversations stay, under its numbers.
        </p>
        <Button type="submit" loading={busy} variant="default" color="red" className={styles.deed}>
          Remove contact
        </Button>
        <FormAnswerNote answer={answerOf('remove')} />
      </Form>
    </section>
  )
}

interface OneForm {
  readonly answer: FormAnswer | undefined
  readonly busy: boolean
}

function AddNumber({ answer, busy }: OneForm) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (answer?.ok) form.current?.reset()
  }, [answer])
  return (
    <Form method="post" preventScrollReset className={styles.form} ref={form}>
      <input type="hidden" name="intent" value="add-number" />
      <TextInput name="number" label="Another number" type="tel" required withAsterisk={false} />
      <Button type="submit" loading={busy} variant="default">
        Add number
      </Button>
      <FormAnswerNote answer={answer} />
    </Form>
  )
}
