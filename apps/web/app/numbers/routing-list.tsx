import { Button, Text, Title, VisuallyHidden } from '@mantine/core'
import { useRef, type FormEvent } from 'react'
import { Form } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { askOf } from '../access/ask-of.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { useDrag } from '../lists/use-drag.ts'
import { useKeptFocus } from '../lists/use-kept-focus.ts'
import styles from '../look/team.module.css'
import own from './numbers.module.css'
import type { NumberView } from './number-view.server.ts'
import { readChange, type RoutingChange } from './routing-changes.ts'
import { ringsInWords, whySkipped } from './routing-words.ts'
import { RoutingSeat } from './routing-seat.tsx'
import { Unlisted } from './unlisted.tsx'
import { useRoutingList } from './use-routing-list.ts'

export interface RoutingListProps {
  readonly view: NumberView
  readonly mayChange: boolean
  readonly administrators: readonly string[]
  readonly answer: FormAnswer | undefined
}

/** In which order people are rung: by drag, by arrow keys, by buttons, and without any script. */
export function RoutingList({ view, mayChange, administrators, answer: fromPage }: RoutingListProps) {
  const people = new Map(view.people.map((person) => [person.member, person]))
  const nameOf = (member: string) => people.get(member)?.name ?? 'Somebody'
  const list = useRoutingList({ saved: view.seats, nameOf, fromPage })
  const { seats, takenOff } = list
  const drag = useDrag(
    seats.map(({ member }) => member),
    (member, to) => list.change({ kind: 'move', member, to }),
  )
  const section = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(section)
  const ringing = seats.filter((seat) => whySkipped(seat, people.get(seat.member)) === null)

  function change(what: RoutingChange, from: 'handle' | 'up' | 'down' = 'handle') {
    list.change(what)
    if (what.kind === 'move') keepFocus(`${from} ${what.member}`, `handle ${what.member}`)
    if (what.kind === 'add') keepFocus(`handle ${what.member}`)
    if (what.kind === 'take-off') keepFocus('undo')
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
    const what = readChange(written(submitter))
    event.preventDefault()
    if (what) change(what, submitter?.dataset['focus']?.startsWith('down') ? 'down' : 'up')
  }

  return (
    <section className={styles.card} aria-labelledby="routing" ref={section}>
      <div>
        <Title order={2} id="routing">
          Routing list
        </Title>
        <Text c="dimmed" mt={4}>
          {view.followsList
            ? `${ringsInWords(ringing.map(({ member }) => nameOf(member)))} The next call uses this order. Running calls keep theirs.`
            : notFollowed(view)}
        </Text>
      </div>
      {view.people.length === 0 && <Text>Add people to the number first, then choose here who rings first.</Text>}
      <Form method="post" onSubmit={onSubmit} preventScrollReset className={own.routing}>
        <input type="hidden" name="intent" value="routing" />
        <input type="hidden" name="seats" value={JSON.stringify(seats)} />
        {seats.length > 0 && (
          <ol className={styles.list}>
            {seats.map((seat) => (
              <RoutingSeat
                key={seat.member}
                seat={seat}
                name={nameOf(seat.member)}
                skipped={whySkipped(seat, people.get(seat.member))}
                place={drag.placeOf(seat.member)}
                count={seats.length}
                moving={drag.moving === seat.member}
                mayChange={mayChange}
                onMove={(to) => change({ kind: 'move', member: seat.member, to })}
                drag={drag.of(seat.member)}
              />
            ))}
          </ol>
        )}
        {takenOff && (
          <p className={own.undo}>
            <span>
              <bdi>{nameOf(takenOff.member)}</bdi> is off the routing list but still on the number.
            </span>
            <Button
              data-focus="undo"
              variant="default"
              size="compact-md"
              onClick={() =>
                change({ kind: 'add', member: takenOff.member, active: takenOff.active, to: takenOff.place })
              }
            >
              Undo
            </Button>
          </p>
        )}
        {mayChange && (
          <Unlisted people={view.people.filter(({ member }) => !seats.some((seat) => seat.member === member))} />
        )}
      </Form>
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

/** What a button of the form stands for; the choice of somebody who is not on the list stands in a field of its own. */
function written(submitter: HTMLElement | null): string {
  if (!(submitter instanceof HTMLButtonElement)) return ''
  if (submitter.value !== '') return submitter.value
  return submitter.form?.querySelector<HTMLSelectElement>('select[name=change]')?.value ?? ''
}

function notFollowed({ flow, flows }: NumberView): string {
  const name = flows.find(({ id }) => id === flow)?.name
  return name === undefined
    ? 'It takes effect once a flow answers the number.'
    : `The flow ${isolated(name)} does not use this list, so the order has no effect. It takes effect once a step of the flow rings the routing list.`
}
