import { Button, Checkbox } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Form, Link } from 'react-router'
import type { ContactMarks, ShownTag } from '#infra/db/contact/contact-marks.ts'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from './contacts.module.css'

export interface MarksFormProps {
  readonly contact: ContactMarks
  /** All that contacts can have. */
  readonly tags: readonly ShownTag[]
  readonly answer: FormAnswer | undefined
  readonly busy: boolean
}

/** Marks a contact. What nobody has ticked here follows what others save; only what was changed is sent. */
export function MarksForm({ contact, tags, answer, busy }: MarksFormProps) {
  /** By the checkbox's name, or the tag's id. */
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isKnown = useMounted() // without a script nobody can tell whether something was changed
  useEffect(() => {
    if (answer?.ok) setChanged(new Map())
  }, [answer])
  const has = new Set([
    ...contact.tags.map(({ id }) => id),
    ...(contact.vip ? ['vip'] : []),
    ...(contact.blocked ? ['blocked'] : []),
  ])
  const isTicked = (name: string) => changed.get(name) ?? has.has(name)
  const box = (name: string) => ({
    checked: isTicked(name),
    onChange: () => setChanged(new Map([...changed, [name, !isTicked(name)]])),
  })
  const ticked = tags.map(({ id }) => id).filter(isTicked) // what a group says overrules its boxes
  const isNew = [...changed].some(([name, is]) => is !== has.has(name))
  return (
    <Form method="post" preventScrollReset className={styles.form} autoComplete="off">
      <input type="hidden" name="intent" value="marks" />
      {contact.tags.map(({ id }) => (
        <input key={id} type="hidden" name="tag-was" value={id} />
      ))}
      <input type="hidden" name="vip-was" value={contact.vip ? 'yes' : 'no'} />
      <input type="hidden" name="blocked-was" value={contact.blocked ? 'yes' : 'no'} />
      <Checkbox.Group label="Tags" value={ticked} description="Flows can answer callers with a tag in their own way.">
        <div className={styles.choices}>
          {tags.map(({ id, name }) => (
            <Checkbox key={id} name="tag" value={id} label={<bdi>{name}</bdi>} {...box(id)} />
          ))}
          <Link to={addressOf.tags()} className={styles.quiet}>
            {tags.length === 0 ? 'Add the first tag' : 'Manage tags'}
          </Link>
        </div>
      </Checkbox.Group>
      <Checkbox
        name="vip"
        value="on"
        label="VIP"
        description="Has no effect by itself. Flows can send VIPs their own way with a Caller check."
        {...box('vip')}
      />
      <Checkbox
        name="blocked"
        value="on"
        label="Blocked"
        description="Has no effect by itself. A flow turns them away where its Caller check has the match “are blocked”."
        {...box('blocked')}
      />
      <Button type="submit" variant={isNew ? 'filled' : 'default'} disabled={isKnown && !isNew} loading={busy}>
        Save marks
      </Button>
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
    </Form>
  )
}
