import { Text } from '@mantine/core'
import { timeZoneWords } from '#flows/language/time-zone.ts'

/** Names the zone of a page's days and times, once. @param timeZone the organisation's. */
export function ZoneNote({ timeZone }: { readonly timeZone: string }) {
  return (
    <Text c="dimmed" size="sm">
      Days and times are those of {timeZoneWords(timeZone)}, the organisation’s time zone.
    </Text>
  )
}
