import { Button, NativeSelect, Text, Title } from '@mantine/core'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { OrganisationRole } from '../shared/permissions.ts'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import type { PersonView } from './person-view.server.ts'
import { roleMeanings, roleNames } from './roles.ts'

export interface BelongingProps {
  readonly person: PersonView
  readonly isSelf: boolean
  /** What the reader may make of people. */
  readonly roles: readonly OrganisationRole[]
  readonly answer: FormAnswer | undefined
}

/** The role in the organisation, another invitation, and the end of belonging. */
export function Belonging({ person, isSelf, roles, answer: fromPage }: BelongingProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const untouchable = person.role === 'owner' && !roles.includes('owner')
  return (
    <section className={styles.card} aria-labelledby="belonging">
      <Title order={2} id="belonging">
        In the organisation
      </Title>
      {untouchable ? (
        <Text c="dimmed">{person.name} is an owner. Only owners can change that.</Text>
      ) : (
        <>
          <fetcher.Form method="post" className={styles.fields}>
            <input type="hidden" name="intent" value="role" />
            <NativeSelect
              key={person.role}
              name="role"
              label="Role"
              description={roleMeanings[person.role]}
              defaultValue={person.role}
              data={roles.map((role) => ({ value: role, label: roleNames[role] }))}
            />
            <div>
              <Button type="submit" variant="default" loading={busy}>
                Change role
              </Button>
            </div>
          </fetcher.Form>
          <fetcher.Form method="post" className={styles.head}>
            <Text c="dimmed" size="sm" maw="var(--reading-width)">
              {person.active
                ? 'Deactivating signs the person out and stops their phone from ringing. Their numbers, seats and history stay.'
                : 'Reactivating brings the person back with the numbers and seats of before.'}
            </Text>
            <div className={styles.actions}>
              {person.active && !isSelf && (
                <Button type="submit" name="intent" value="invite" variant="default">
                  Send the invitation again
                </Button>
              )}
              {!isSelf && (
                <Button type="submit" name="intent" value={person.active ? 'deactivate' : 'reactivate'} variant="light" color={person.active ? 'red' : 'accent'}>
                  {person.active ? 'Deactivate' : 'Reactivate'}
                </Button>
              )}
            </div>
          </fetcher.Form>
        </>
      )}
      <FormAnswerNote answer={answer} />
    </section>
  )
}
