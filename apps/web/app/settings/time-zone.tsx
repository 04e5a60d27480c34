import { Button } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { timeZoneWords } from '#flows/time-zone.ts'
import { FormAnswerNote } from '../shared/form-answer.tsx'
import { useMinute } from '../shared/format-when.tsx'
import { timeOfDay } from '../shared/format.ts'
import type { FormAnswer } from '../shared/read-form.server.ts'
import { TimeZoneSelect } from '../shared/time-zone-select.tsx'
import { useAnsweredForm } from '../shared/use-answered-form.ts'
import { SettingsRow } from './settings-row.tsx'
import own from './settings.module.css'

interface TimeZoneProps {
  /** The organisation's. */
  readonly timeZone: string
  /** When the server was asked, in milliseconds since 1970: until the page is alive, that is now. */
  readonly now: number
}

/** Choosing the organisation's time zone, with the time that it is there. */
export function TimeZone({ timeZone, now, answer: fromPage }: TimeZoneProps & { readonly answer: FormAnswer | undefined }) {
  const { fetcher, answer, busy } = useAnsweredForm(fromPage)
  const [picked, setPicked] = useState<string | null>(null)
  const zone = picked ?? timeZone
  const time = useTimeIn(zone, now)
  return (
    <fetcher.Form method="post" className={own.change}>
      <input type="hidden" name="intent" value="time-zone" />
      <TimeZoneSelect name="timeZone" label="Time zone" description={inWords(time)} value={zone} onChange={setPicked} allowDeselect={false} />
      <Button type="submit" variant="default" loading={busy}>
        Set time zone
      </Button>
      <FormAnswerNote answer={busy || (zone !== timeZone && answer?.ok) ? undefined : answer} />
    </fetcher.Form>
  )
}

/** The same for those who only read it. */
export function OwnTimeZone({ timeZone, now }: TimeZoneProps) {
  return <SettingsRow icon={IconClock} label={`Time zone: ${timeZoneWords(timeZone)}`} says={inWords(useTimeIn(timeZone, now))} />
}

function inWords(time: string): string {
  return `It is ${time} there. “Calls today” counts from midnight there.`
}

/** "Sunday, 14:05" */
function useTimeIn(zone: string, asked: number): string {
  const at = useMinute() ?? asked
  return `${new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone }).format(at)}, ${timeOfDay(at, zone)}`
}
