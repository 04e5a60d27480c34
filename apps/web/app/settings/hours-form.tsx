import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Hours } from '#flows/hours/hours.ts'
import { weekTrouble } from '#flows/hours/week-trouble.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { HolidayPlaceSelect } from '../forms/holiday-place-select.tsx'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { TimeZoneSelect } from '../forms/time-zone-select.tsx'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { WeekInput } from '../forms/week-input.tsx'
import styles from './hours-form.module.css'
import { OwnDays } from './own-days.tsx'

interface HoursFormProps {
  readonly name: string
  readonly hours: Hours
  /** Names the hours as they were read. */
  readonly revision: string
  readonly answer: FormAnswer | undefined
}

interface Drawn {
  readonly name: string
  readonly hours: Hours
  /** The hours that were there before anybody touched them here. */
  readonly base: Hours
  /** What this was drawn from: the deed is told. */
  readonly from: { readonly name: string; readonly revision: string }
}

/** Changes shared hours. What others have saved meanwhile is not lost: the deed tells of it, and saving again means it. */
export function HoursForm({ name, hours: saved, revision, answer: fromPage }: HoursFormProps) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [drawn, setDrawn] = useState<Drawn>({ name, hours: saved, base: saved, from: { name, revision } })
  const [sent, setSent] = useState(drawn)
  const [told, setTold] = useState(answer)
  const isTouched = drawn.name !== drawn.from.name || drawn.hours !== drawn.base
  if (answer !== told) {
    setTold(answer)
    if (answer?.ok) setDrawn({ ...drawn, base: sent.hours, from: { ...drawn.from, name: sent.name } })
    // whoever was told of another's change saves over it the next time
    else if (answer?.now)
      setDrawn({ ...drawn, from: { name: answer.now['name'] ?? name, revision: answer.now['hours'] ?? revision } })
  } else if (!busy && !isTouched && (drawn.from.revision !== revision || drawn.name !== name)) {
    setDrawn({ name, hours: saved, base: saved, from: { name, revision } }) // what nobody has touched follows what is saved
  }
  const put = (change: Partial<Hours>) => setDrawn({ ...drawn, hours: { ...drawn.hours, ...change } })
  const { hours } = drawn
  return (
    <fetcher.Form method="post" className={styles.form} autoComplete="off" onSubmit={() => setSent(drawn)}>
      <input type="hidden" name="intent" value="change" />
      <input type="hidden" name="was.name" value={drawn.from.name} />
      <input type="hidden" name="was.hours" value={drawn.from.revision} />
      <input type="hidden" name="hours" value={JSON.stringify(hours)} />
      <TextInput
        name="name"
        label="Name"
        value={drawn.name}
        required
        withAsterisk={false}
        maxLength={80}
        dir="auto"
        onChange={({ currentTarget }) => setDrawn({ ...drawn, name: currentTarget.value })}
      />
      <WeekInput
        label="Opening hours"
        description="A time that ends before it begins goes on after midnight."
        value={hours.week}
        error={answer?.ok === false ? weekTrouble(hours.week) : null}
        onChange={(week) => put({ week })}
      />
      <TimeZoneSelect
        label="Time zone"
        description="The opening hours are those of its clocks."
        placeholder="The flow’s own"
        clearable
        value={hours.timeZone ?? null}
        onChange={(timeZone) => put({ timeZone: timeZone ?? undefined })}
      />
      <HolidayPlaceSelect
        label="Public holidays"
        description="Calls on the public holidays of this country or region take the exit “Holiday”."
        placeholder="None"
        value={hours.publicHolidays ?? null}
        onChange={(place) => put({ publicHolidays: place ?? undefined })}
      />
      <OwnDays dates={hours.dates} onChange={(dates) => put({ dates })} />
      <TextInput
        type="datetime-local"
        label="Closed for now, until"
        description="Until then every call takes the exit “Closed”; after that the opening hours hold again by themselves."
        value={hours.closedUntil ?? ''}
        onChange={({ currentTarget }) => put({ closedUntil: currentTarget.value || undefined })}
      />
      <div>
        <Button type="submit" variant={isTouched ? 'filled' : 'default'} loading={busy}>
          Save hours
        </Button>
      </div>
      <FormAnswerNote answer={busy ? undefined : answer} />
    </fetcher.Form>
  )
}
