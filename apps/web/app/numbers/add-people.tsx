import { Anchor, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Form, Link, useSearchParams } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import styles from '../look/team.module.css'
import own from './numbers.module.css'
import type { NumberView } from './number-view.server.ts'

/** Search among the people of the organisation who are not on the number, and add them with a role, one after the other. */
export function AddPeople({
  view,
  mayMakeAdmin,
  answer: fromPage,
}: {
  readonly view: NumberView
  readonly mayMakeAdmin: boolean
  readonly answer: FormAnswer | undefined
}) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage?.intent === 'add' ? fromPage : undefined)
  const [asked] = useSearchParams()
  const [search, setSearch] = useState(asked.get('find') ?? '')
  const [role, setRole] = useState('member')
  const field = useRef<HTMLInputElement>(null)
  const added = fetcher.formData?.get('member')
  const others = view.others.filter(({ member }) => member !== added)
  const found = others.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(search.trim().toLowerCase()),
  )

  function searchOn() {
    setSearch('')
    field.current?.focus()
  }

  return (
    <div className={own.panel}>
      <div className={styles.head}>
        <Title order={3}>Add people</Title>
        <Button
          component={Link}
          to="."
          preventScrollReset
          variant="subtle"
          color="gray"
          size="compact-md"
          aria-label="Done adding people"
        >
          Done
        </Button>
      </div>
      <FormAnswerNote answer={busy || answer === fromPage ? undefined : answer} />
      {view.people.length >= view.limits.people ? (
        <Full limits={view.limits} />
      ) : (
        <>
          <Form method="get" role="search" aria-label="People to add" preventScrollReset>
            <input type="hidden" name="add" value="1" />
            <TextInput
              ref={field}
              autoFocus
              type="search"
              name="find"
              label="Name or e-mail address"
              leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              autoComplete="off"
            />
          </Form>
          {mayMakeAdmin && (
            <NativeSelect
              label="Role on this number"
              description={
                role === 'admin'
                  ? 'Answers and reads everything, changes its settings and adds people.'
                  : 'Answers calls and reads everything.'
              }
              value={role}
              onChange={(event) => setRole(event.currentTarget.value)}
              data={[
                { value: 'member', label: 'Member' },
                { value: 'admin', label: 'Admin' },
              ]}
            />
          )}
          <ul className={styles.list}>
            {found.slice(0, MOST_SHOWN).map(({ member, name, email, joined }) => (
              <li key={member} className={own.candidate}>
                <div className={styles.who}>
                  <bdi>{name}</bdi>
                  <span className={styles.quiet}>{email}</span>
                </div>
                {joined ? (
                  <fetcher.Form method="post" onSubmit={searchOn}>
                    <input type="hidden" name="member" value={member} />
                    <input type="hidden" name="role" value={role} />
                    <Button type="submit" name="intent" value="add" variant="default" aria-label={`Add ${name}`}>
                      Add
                    </Button>
                  </fetcher.Form>
                ) : (
                  <span className={styles.quiet}>Can be added once they have accepted the invitation</span>
                )}
              </li>
            ))}
          </ul>
          <Text c="dimmed" size="sm" role="status">
            {inWords({ found: found.length, others: others.length, search })}{' '}
            {found.length === 0 && (
              <Anchor component={Link} to={addressOf.people({ invite: '1' })} inherit underline="always">
                Invite someone
              </Anchor>
            )}
          </Text>
        </>
      )}
    </div>
  )
}

/** [S30] The limit, the plan and what to do. */
function Full({ limits }: Pick<NumberView, 'limits'>) {
  return (
    <Text size="sm">
      This number has {limits.people} people, as many as the {limits.plan} plan allows. Remove somebody first, or{' '}
      <Anchor component={Link} to={addressOf.plan()} inherit underline="always">
        compare the plans
      </Anchor>
      .
    </Text>
  )
}

const MOST_SHOWN = 8

function inWords({
  found,
  others,
  search,
}: {
  readonly found: number
  readonly others: number
  readonly search: string
}): string {
  if (others === 0) return 'Everyone who could answer is already on this number.'
  if (found === 0) return `Nobody to add matches “${search.trim()}”.`
  return found > MOST_SHOWN ? `${found - MOST_SHOWN} more. Type more of the name.` : ''
}
