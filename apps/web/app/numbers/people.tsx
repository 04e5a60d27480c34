import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addressOf } from '../reach/addresses.ts'
import { askOf } from '../access/ask-of.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { LongList } from '../lists/long-list.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import styles from '../look/team.module.css'
import { AddPeople } from './add-people.tsx'
import type { NumberView } from './number-view.server.ts'
import { PersonRow, type ShownPerson } from './person-row.tsx'
import { UndoRemoval, type Removed } from './undo-removal.tsx'
import { useKeptFocus } from '../lists/use-kept-focus.ts'

export interface PeopleProps {
  readonly view: NumberView
  readonly own: { readonly member: string }
  readonly can: { readonly addPeople: boolean; readonly makeAdmin: boolean; readonly routing: boolean }
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** Who is on the number, with their role and whether their phone rings. */
export function People({ view, own, can, administrators, answer: fromPage }: PeopleProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [removed, setRemoved] = useState<Removed | null>(null)
  const [asked] = useSearchParams()
  const isAdding = asked.has('add') || asked.has('find')
  const section = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(section)
  const { limits } = view
  const people = asWanted(view.people, fetcher.formData)

  function remember(person: ShownPerson) {
    const place = view.seats.findIndex(({ member }) => member === person.member)
    const seat = view.seats[place]
    setRemoved({ member: person.member, role: person.role, seat: seat ? { place, active: seat.active } : null })
    keepFocus('undo-removal')
  }

  return (
    <section className={styles.card} aria-labelledby="people" ref={section}>
      <div className={styles.head}>
        <div>
          <Title order={2} id="people">
            People
          </Title>
          <Text c="dimmed" mt={4}>
            {people.length} of {limits.people} on the {limits.plan} plan; at most {limits.atOnce} phones ring at once.{' '}
            <Anchor component={Link} to={addressOf.plan()} inherit underline="always">
              Compare plans
            </Anchor>
          </Text>
        </div>
        {can.addPeople && !isAdding && (
          <Button
            component={Link}
            to="?add=1"
            preventScrollReset
            leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
          >
            Add people
          </Button>
        )}
      </div>
      {can.addPeople && isAdding && <AddPeople view={view} mayMakeAdmin={can.makeAdmin} answer={fromPage} />}
      {people.length === 0 && <Text>Nobody is on this number yet, so no phone rings.</Text>}
      <LongList items={people} textOf={({ name, email }) => `${name} ${email}`} noun="people on this number" name="on">
        {(shown) => (
          <ul className={styles.list}>
            {shown.map((person) => (
              <PersonRow
                key={person.member}
                person={person}
                number={view.name}
                can={can}
                isSelf={person.member === own.member}
                fetcher={fetcher}
                onRemove={() => remember(person)}
              />
            ))}
          </ul>
        )}
      </LongList>
      <FormAnswerNote answer={busy ? undefined : answer}>
        {answer?.intent === 'remove' && removed && (
          <UndoRemoval removed={removed} mayListAgain={can.routing} administrators={administrators} fetcher={fetcher} />
        )}
      </FormAnswerNote>
      {!can.addPeople && (
        <Text c="dimmed" size="sm">
          Only owners, admins and admins of the number can add people.{askOf(administrators)}
        </Text>
      )}
    </section>
  )
}

/** The list as it will be when the change that is on its way has arrived. */
function asWanted(people: readonly ShownPerson[], sent: FormData | undefined): readonly ShownPerson[] {
  const member = sent?.get('member')
  switch (sent?.get('intent')) {
    case 'remove':
      return people.filter((person) => person.member !== member)
    case 'role':
      return people.map((person) =>
        person.member === member ? { ...person, role: sent?.get('role') === 'admin' ? 'admin' : 'member' } : person,
      )
    default:
      return people
  }
}
