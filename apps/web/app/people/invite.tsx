import { Button, NativeSelect, TextInput, Title } from '@mantine/core'
import { roleNames } from '#infra/deeds/permissions.ts'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { OrganisationRole } from '#infra/deeds/permissions.ts'
import type { FormAnswer } from '../forms/read-form.server.ts'
import styles from '../look/team.module.css'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { roleMeanings } from './roles.ts'

/** Brings people into the organisation by letter, one after the other. */
export function Invite({
  roles,
  answer: fromPage,
}: {
  readonly roles: readonly OrganisationRole[]
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [role, setRole] = useState<OrganisationRole>('member')
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const sent = fetcher.data
  useEffect(() => {
    if (sent?.ok !== true) return
    form.current?.reset()
    field.current?.focus()
  }, [sent])

  return (
    <section className={styles.card} aria-labelledby="invite">
      <div className={styles.head}>
        <Title order={2} id="invite">
          Invite someone
        </Title>
        <Button
          component={Link}
          to="."
          preventScrollReset
          variant="subtle"
          color="gray"
          size="compact-md"
          aria-label="Done inviting"
        >
          Done
        </Button>
      </div>
      <FormAnswerNote answer={busy ? undefined : answer} />
      <fetcher.Form method="post" className={styles.fields} ref={form}>
        <TextInput
          ref={field}
          autoFocus
          name="name"
          label="Name"
          required
          withAsterisk={false}
          maxLength={80}
          autoComplete="off"
        />
        <TextInput
          name="email"
          type="email"
          label="E-mail address"
          description="The invitation is sent there. It is valid for 14 days."
          required
          withAsterisk={false}
          autoComplete="off"
        />
        <NativeSelect
          name="role"
          label="Role"
          description={roleMeanings[role]}
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? 'member')}
          data={roles.map((one) => ({ value: one, label: roleNames[one] }))}
        />
        <div>
          <Button type="submit" loading={busy}>
            Send invitation
          </Button>
        </div>
      </fetcher.Form>
    </section>
  )
}
