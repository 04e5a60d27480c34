import { Button } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { IconClock } from '@tabler/icons-react'
import { timeZoneWords } from '#flows/language/time-zone.ts'
import { FormAnswerNote } from '../forms/form-answer.tsx'
import { useMinute } from '../words/format-when.tsx'
import { timeOfDay } from '../words/format.ts'
import type { FormAnswer } from '../forms/read-form.server.ts'
import { TimeZoneSelect } from '../forms/time-zone-select.tsx'
import { useAnsweredForm } from '../forms/use-answered-form.ts'
import { useFields } from '../forms/use-fields.tsx'
import { SettingsRow } from './settings-row.tsx'
import own from './settings.module.css'

interface TimeZoneProps {
  /** The organisation's. */
  readonly timeZone: string
  /** When the server was asked, in milliseconds since 1970: until the page is alive, that is now. */
  readonly now: number
}

/** Choosing the organisation's time zone, with the time that it is there. */
export function TimeZone({
  timeZone,
  now,
  answer: fromPage,
}: TimeZoneProps & { readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const isKnown = useMounted() // without a script nobody can tell whether the choice was changed
  const { form, choice, drawnFrom, isNew } = useFields({ timeZone }, busy ? undefined : answer)
  const { name, value: zone, onChange } = choice('timeZone')
  const time = useTimeIn(zone, now)
  return (
    <fetcher.Form method="post" className={own.change} {...form}>
      <input type="hidden" name="intent" value="time-zone" />
      {drawnFrom}
      <TimeZoneSelect
        name={name}
        label="Time zone"
        description={inWords(time)}
        value={zone}
        onChange={(picked) => picked !== null && onChange(picked)}
        allowDeselect={false}
      />
      <Button type="submit" variant="default" disabled={isKnown && !isNew} loading={busy}>
        Set time zone
      </Button>
      <FormAnswerNote answer={busy || (isNew && answer?.ok) ? undefined : answer} />
    </fetcher.Form>
  )
}

/** The same for those who only read it. */
export function OwnTimeZone({ timeZone, now }: TimeZoneProps) {
  return (
    <SettingsRow
      icon={IconClock}
      label={`Time zone: ${timeZoneWords(timeZone)}`}
      says={inWords(useTimeIn(timeZone, now))}
    />
  )
}

function inWords(time: string): string {
  return `It is ${time} there. “Calls today” counts from midnight there.`
}

/** "Sunday, 14:05" */
function useTimeIn(zone: string, asked: number): string {
  const at = useMinute() ?? asked
  return `${new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone }).format(at)}, ${timeOfDay(at, zone)}`
}
