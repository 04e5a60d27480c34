import { Select, type SelectProps } from '@mantine/core'
import { useMemo, useState } from 'react'
import { NO_SUCH_ZONE } from '#flows/language/time-zone.ts'
import { listedZones, zonesFound } from '../words/time-zones.ts'

/**
 * One of IANA's zones, found by typing part of its name or its country. One already chosen that this browser does not list
 * stays. What is typed and is no zone is an error at the field: the zone that was chosen before comes back.
 */
export function TimeZoneSelect({ value = null, error, onBlur, onChange, ...field }: Omit<SelectProps, 'data'>) {
  const [unknown, setUnknown] = useState<string | null>(null)
  const zones = useMemo(() => listedZones(value), [value])
  const judge = (typed: string) => {
    if (typed === '' || zones.some(({ value: zone, label }) => zone === value && label === typed)) return
    const [first, ...others] = zonesFound(zones, typed)
    if (first !== undefined && others.length === 0) onChange?.(first.value, first)
    else
      setUnknown(
        first === undefined
          ? `“${typed}” is no time zone. ${NO_SUCH_ZONE}`
          : `“${typed}” may be one of several. ${NO_SUCH_ZONE}`,
      )
  }
  return (
    <Select
      {...field}
      data={zones}
      value={value}
      error={unknown ?? error}
      onInput={() => setUnknown(null)}
      onChange={(zone, option) => {
        setUnknown(null)
        onChange?.(zone, option)
      }}
      onBlur={(event) => {
        judge(event.currentTarget.value.trim())
        onBlur?.(event)
      }}
      filter={({ search, limit }) => zonesFound(zones, search).slice(0, limit)}
      searchable
      limit={60}
      nothingFoundMessage="No time zone has that name, or lies in a country of that name."
    />
  )
}
