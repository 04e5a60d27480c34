import { Anchor, Badge, Button, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { askOf } from '../shared/ask-of.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { ReadinessShort } from '../shared/readiness-row.tsx'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import styles from '../shared/team.module.css'
import { AddPeople } from './add-people.tsx'
import type { NumberView } from './number-view.server.ts'

export interface PeopleProps {
  readonly view: NumberView
  readonly own: { readonly member: string }
  readonly can: { readonly addPeople: boolean; readonly makeAdmin: boolean }
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** Who is on the number, with their role and whether their phone rings. */
export function People({ view, own, can, administrators, answer: fromPage }: PeopleProps) {
  const { fetcher, answer } = useAnsweredForm(fromPage)
  const { people, limits } = view
  return (
    <section className={styles.card} aria-labelledby="people">
      <div>
        <Title order={2} id="people">
          People
        </Title>
        <Text c="dimmed" mt={4}>
          {people.length} of {limits.people} on the {limits.plan} plan; at most {limits.atOnce} phones ring at once.{' '}
          <Anchor component={Link} to="/plan" inherit underline="always">
            Compare plans
          </Anchor>
        </Text>
      </div>
      {people.length === 0 && <Text>Nobody is on this number yet, so no phone rings for it.</Text>}
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.member} className={styles.item}>
            <div className={styles.who}>
              <span>
                <Link to={`/people/${person.member}`} className={styles.link}>
                  {person.name}
                </Link>{' '}
                {person.role === 'admin' && (
                  <Badge variant="light" size="sm" tt="none">
                    Number admin
                  </Badge>
                )}
              </span>
              <span className={styles.quiet}>{person.email}</span>
            </div>
            <ReadinessShort checks={person.checks} />
            <fetcher.Form method="post" className={styles.actions}>
              <input type="hidden" name="member" value={person.member} />
              <RowButtons person={person} can={can} isSelf={person.member === own.member} />
            </fetcher.Form>
          </li>
        ))}
      </ul>
      <FormAnswerNote answer={answer} />
      {can.addPeople ? (
        <AddPeople view={view} mayMakeAdmin={can.makeAdmin} answer={fromPage} />
      ) : (
        <Text c="dimmed" size="sm">
          Only owners, admins and admins of the number can add people.{askOf(administrators)}
        </Text>
      )}
    </section>
  )
}

/** One form per person: each button says what it asks for. The role stands in the button's form as its own value. */
function RowButtons({ person, can, isSelf }: { readonly person: NumberView['people'][number]; readonly can: PeopleProps['can']; readonly isSelf: boolean }) {
  const isAdmin = person.role === 'admin'
  const mayRemove = isAdmin ? can.makeAdmin : can.addPeople
  return (
    <>
      {can.makeAdmin && (
        <>
          <input type="hidden" name="role" value={isAdmin ? 'member' : 'admin'} />
          <Button type="submit" name="intent" value="role" variant="subtle" color="gray" size="compact-md">
            {isAdmin ? 'Make member' : 'Make admin'}
          </Button>
        </>
      )}
      {mayRemove && (
        <Button type="submit" name="intent" value="remove" variant="subtle" color="red" size="compact-md" aria-label={`Remove ${isSelf ? 'yourself' : person.name} from this number`}>
          Remove
        </Button>
      )}
    </>
  )
}
