import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Form, useSearchParams } from 'react-router'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import type { NumberView } from './number-view.server.ts'

/** Search among the people of the organisation who are not on the number, and add one with a role. */
export function AddPeople({ view, mayMakeAdmin, answer: fromPage }: { readonly view: NumberView; readonly mayMakeAdmin: boolean; readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer } = useAnsweredForm(fromPage?.intent === 'add' ? fromPage : undefined)
  const [asked] = useSearchParams()
  const [search, setSearch] = useState(asked.get('find') ?? '')
  const [role, setRole] = useState('member')
  const found = view.others.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(search.trim().toLowerCase()))
  const { people, limits } = view
  if (people.length >= limits.people) {
    return (
      <Text c="dimmed" size="sm">
        This number has {limits.people} people, as many as the {limits.plan} plan allows. Remove somebody, or compare the plans.
      </Text>
    )
  }
  return (
    <div className={styles.fields}>
      <Title order={3}>Add people</Title>
      <Form method="get" role="search" preventScrollReset>
        <TextInput name="find" label="Name or e-mail address" value={search} onChange={(event) => setSearch(event.currentTarget.value)} autoComplete="off" />
      </Form>
      {mayMakeAdmin && (
        <NativeSelect
          label="Role on this number"
          description="Admins change its settings and add people; members answer and read everything."
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={[
            { value: 'member', label: 'Member' },
            { value: 'admin', label: 'Admin' },
          ]}
        />
      )}
      <ul className={styles.list}>
        {found.slice(0, MOST_SHOWN).map(({ member, name, email }) => (
          <li key={member} className={styles.item}>
            <div className={styles.who}>
              <span>{name}</span>
              <span className={styles.quiet}>{email}</span>
            </div>
            <span />
            <fetcher.Form method="post" className={styles.actions}>
              <input type="hidden" name="member" value={member} />
              <input type="hidden" name="role" value={role} />
              <Button type="submit" name="intent" value="add" variant="default" size="compact-md" aria-label={`Add ${name}`}>
                Add
              </Button>
            </fetcher.Form>
          </li>
        ))}
      </ul>
      <Text c="dimmed" size="sm" role="status">
        {inWords({ found: found.length, others: view.others.length, search })}
      </Text>
      {answer !== fromPage && <FormAnswerNote answer={answer} />}
    </div>
  )
}

const MOST_SHOWN = 8

function inWords({ found, others, search }: { readonly found: number; readonly others: number; readonly search: string }): string {
  if (others === 0) return 'Everybody who could answer is on this number. Invite more under People.'
  if (found === 0) return `Nobody is called “${search.trim()}”. Invite them under People first.`
  return found > MOST_SHOWN ? `${found - MOST_SHOWN} more: write more of the name.` : ''
}
