import { Select, type SelectProps } from '@mantine/core'
import { listedPlaces } from '#flows/hours/holiday-place.ts'

/** A country whose public holidays are kept, or a part of one, found by typing part of its name. */
export function HolidayPlaceSelect(field: Omit<SelectProps, 'data'>) {
  return (
    <Select
      {...field}
      data={listedPlaces}
      searchable
      clearable
      limit={60}
      nothingFoundMessage="No country or region has this name."
    />
  )
}
