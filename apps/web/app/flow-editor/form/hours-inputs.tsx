import { Select, TextInput } from '@mantine/core'
import { Link } from 'react-router'
import { HolidayPlaceSelect } from '../../forms/holiday-place-select.tsx'
import { WeekInput } from '../../forms/week-input.tsx'
import { addressOf } from '../../reach/addresses.ts'
import { useEditor } from '../editor-context.ts'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'

/** The opening hours of a week. */
export function WeekFieldInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <WeekInput
      label={field.label}
      description={field.help}
      value={value}
      error={error}
      disabled={disabled}
      onChange={onChange}
    />
  )
}

/** A day. */
export function DateInput(input: FieldInput) {
  return <Moment {...input} type="date" />
}

/** A day and a time of it. */
export function DateTimeInput(input: FieldInput) {
  return <Moment {...input} type="datetime-local" />
}

function Moment({
  field,
  value,
  error,
  disabled,
  type,
  onChange,
}: FieldInput & { readonly type: 'date' | 'datetime-local' }) {
  return (
    <TextInput
      type={type}
      label={field.label}
      description={field.absent === null ? field.help : `${field.help} Empty: ${field.absent.toLowerCase()}.`}
      value={typeof value === 'string' ? value : ''}
      error={error}
      disabled={disabled}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' && field.absent !== null ? undefined : currentTarget.value)
      }
    />
  )
}

/** Whose public holidays are kept. */
export function HolidayPlaceInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <HolidayPlaceSelect
      label={field.label}
      description={field.help}
      placeholder={field.absent ?? ''}
      value={typeof value === 'string' ? value : null}
      error={error}
      disabled={disabled}
      onChange={(place) => onChange(place ?? undefined)}
    />
  )
}

/** Hours that several flows share. One that is gone stays in the drawing, and is said to be gone. */
export function ScheduleInput({ field, value, error, disabled, onChange }: FieldInput) {
  const { schedules } = useEditor()
  const chosen = typeof value === 'string' && value !== '' ? value : null
  const isGone = chosen !== null && schedules.every(({ id }) => id !== chosen)
  const data = schedules.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={styles.choosing}>
      <Select
        label={field.label}
        description={field.help}
        placeholder={schedules.length === 0 ? 'There are none yet' : 'Choose…'}
        data={isGone ? [{ value: chosen, label: 'Hours that were deleted' }, ...data] : data}
        value={chosen}
        error={error}
        disabled={disabled || (schedules.length === 0 && chosen === null)}
        allowDeselect={false}
        onChange={(schedule) => schedule !== null && onChange(schedule)}
      />
      {schedules.length === 0 && (
        <Link to={addressOf.schedules()} target="_blank" rel="noreferrer" className={styles.help}>
          There are no shared hours yet: create them in a new tab
        </Link>
      )}
    </div>
  )
}
