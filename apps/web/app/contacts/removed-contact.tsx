import { Button, Title } from '@mantine/core'
import { Form } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { When } from '../words/format-when.tsx'
import { LoneLink } from '../look/lone-link.tsx'
import { ZoneNote } from '../look/zone-note.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'
import type { ShownRemoval } from './shown-removals.server.ts'

export interface RemovedContactProps {
  readonly removal: ShownRemoval
  readonly mayManage: boolean
  /** The organisation's. */
  readonly timeZone: string
  readonly answer: FormAnswer | undefined
  readonly busy: boolean
}

/** The page of a contact that was removed: who did it, and how to restore it. */
export function RemovedContactPage({
  removal: { change, name, numbers, at, by },
  mayManage,
  timeZone,
  answer,
  busy,
}: RemovedContactProps) {
  return (
    <div className={styles.page}>
      <title>{`${isolated(name)} (removed) · Contacts · Ringdown`}</title>
      <div>
        <LoneLink to={addressOf.contacts()}>Contacts</LoneLink>
        <Title order={1} className={styles.name}>
          <bdi>{name}</bdi>
        </Title>
      </div>
      <p className={styles.dimmed}>
        <bdi>{by}</bdi> removed this contact · <When at={at} as="day" timeZone={timeZone} />,{' '}
        <When at={at} as="time" timeZone={timeZone} />. It had
        {numbers.join(', ')}.
      </p>
      <ZoneNote timeZone={timeZone} />
      <FormAnswerNote answer={answer} />
      {mayManage && (
        <Form method="post">
          <input type="hidden" name="intent" value="undo" />
          <input type="hidden" name="change" value={change} />
          <Button type="submit" loading={busy}>
            Restore contact
          </Button>
        </Form>
      )}
    </div>
  )
}
