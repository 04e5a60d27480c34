import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { timeZoneWords } from '#flows/time-zone.ts'

/** One zone of the IANA's list, found by writing a part of its name. One that this browser does not list and is chosen already stays. */
export function TimeZoneSelect({ value = null, ...field }: Omit<SelectProps, 'data'>) {
  const data = useMemo(() => {
    const names = new Set([...(value === null ? [] : [value]), 'UTC', ...Intl.supportedValuesOf('timeZone')])
    return [...names].toSorted().map((name) => ({ value: name, label: timeZoneWords(name) }))
  }, [value])
  return <Select {...field} data={data} value={value} searchable limit={60} nothingFoundMessage="No zone is called that." />
}
