import { Button, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { Form } from 'react-router'
import { askOf } from '../shared/ask-of.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import type { FormAnswer } from '../shared/read-form.server.ts'
import styles from '../shared/team.module.css'
import own from './numbers.module.css'
import type { NumberView } from './number-view.server.ts'
import { readChange, written } from './routing-changes.ts'
import { RoutingSeat } from './routing-seat.tsx'
import { useRoutingList } from './use-routing-list.ts'

export interface RoutingListProps {
  readonly view: NumberView
  readonly mayChange: boolean
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** In which order people are rung: by drag, by arrow keys, by buttons, and without any script. */
export function RoutingList({ view, mayChange, administrators, answer: fromPage }: RoutingListProps) {
  const names = new Map(view.people.map(({ member, name }) => [member, name]))
  const nameOf = (member: string) => names.get(member) ?? 'Somebody'
  const list = useRoutingList({ saved: view.seats, nameOf, fromPage })
  const unlisted = view.people.filter(({ member }) => !list.seats.some((seat) => seat.member === member))

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
    const change = submitter instanceof HTMLButtonElement ? readChange(submitter.value) : null
    event.preventDefault()
    if (change) list.change(change)
  }

  return (
    <section className={styles.card} aria-labelledby="routing">
      <div>
        <Title order={2} id="routing">
          Routing list
        </Title>
        <Text c="dimmed" mt={4}>
          {inWords(list.seats.filter(({ active }) => active).map(({ member }) => nameOf(member)))} The next call uses this order; calls that are running keep theirs.
        </Text>
      </div>
      <Form method="post" onSubmit={onSubmit} preventScrollReset>
        <input type="hidden" name="intent" value="routing" />
        <input type="hidden" name="seats" value={JSON.stringify(list.seats)} />
        <ol className={styles.list}>
          {list.seats.map((seat, index) => (
            <RoutingSeat
              key={seat.member}
              seat={seat}
              name={nameOf(seat.member)}
              place={index}
              count={list.seats.length}
              canRing={view.people.some(({ member, canRing }) => member === seat.member && canRing)}
              moving={list.moving === seat.member}
              mayChange={mayChange}
              onMove={(to) => list.change({ kind: 'move', member: seat.member, to })}
              drag={list.drag(seat.member)}
            />
          ))}
        </ol>
        {mayChange && unlisted.length > 0 && (
          <div className={own.unlisted}>
            {unlisted.map(({ member, name, canRing }) => (
              <Button
                key={member}
                type="submit"
                name="change"
                value={written({ kind: 'add', member, active: canRing })}
                variant="default"
                size="compact-md"
                leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
              >
                Put {name} on the list
              </Button>
            ))}
          </div>
        )}
      </Form>
      {view.people.length === 0 && <Text>Add people to the number first; then say here who rings before whom.</Text>}
      <VisuallyHidden role="status" aria-live="assertive">
        {list.announced}
      </VisuallyHidden>
      <FormAnswerNote answer={list.answer} />
      {!mayChange && (
        <Text c="dimmed" size="sm">
          Only owners and admins can change the order.{askOf(administrators)}
        </Text>
      )}
    </section>
  )
}

/** "Ana rings first, then Ben, then Cy." */
function inWords(names: readonly string[]): string {
  const [first, ...others] = names
  if (first === undefined) return 'Nobody rings from this list.'
  return others.length === 0 ? `Only ${first} rings.` : `${first} rings first, then ${others.join(', then ')}.`
}
