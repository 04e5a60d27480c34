import { NativeSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { languageWords } from '#flows/language/language-words.ts'
import { offeredLanguages } from '#flows/speech/speech.ts'
import { TimeZoneSelect } from '../../forms/time-zone-select.tsx'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'

/** One line of text. */
export function TextFieldInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <TextInput
      label={field.label}
      description={field.help}
      value={words(value)}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Whole seconds. */
export function SecondsInput(input: FieldInput) {
  return <WholeNumber {...input} unit=" s" />
}

/** Whole percents. */
export function PercentInput(input: FieldInput) {
  return <WholeNumber {...input} unit=" %" />
}

/** How many of something. */
export function CountInput(input: FieldInput) {
  return <WholeNumber {...input} unit="" />
}

/** What is out of bounds may be typed; the error says what the bounds are. */
function WholeNumber({ field, value, error, disabled, unit, onChange }: FieldInput & { readonly unit: string }) {
  const shown = typeof value === 'number' || typeof value === 'string' ? value : ''
  const empty = field.absent === null ? null : undefined // null: an empty field is wrong, not its default
  return (
    <NumberInput
      label={field.label}
      description={field.help}
      suffix={unit}
      {...(field.absent !== null && { placeholder: field.absent })}
      inputMode="numeric"
      classNames={{ controls: styles.arrows ?? '' }}
      allowDecimal={false}
      allowNegative={false}
      value={shown}
      error={error}
      disabled={disabled}
      onChange={(next) => onChange(typeof next === 'number' ? next : empty)}
    />
  )
}

/** One of a few words, or what holds when none is chosen. */
export function ChoiceInput({ field, value, error, disabled, onChange }: FieldInput) {
  const choices = Object.entries(field.choices ?? {}).map(([choice, label]) => ({ value: choice, label }))
  const isChosen = choices.some((choice) => choice.value === value)
  const isOpen = field.absent !== null
  const data = isChosen && !isOpen ? choices : [{ value: '', label: field.absent ?? 'Choose…' }, ...choices]
  return (
    <NativeSelect
      label={field.label}
      description={field.help}
      data={data}
      value={isChosen ? words(value) : ''}
      error={error}
      disabled={disabled}
      onChange={({ currentTarget }) => onChange(isOpen && currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}

/** A language by its name; one that is not offered but is already in the drawing stays. */
export function LanguageInput({ field, value, error, disabled, onChange }: FieldInput) {
  const tag = words(value)
  const languages: readonly string[] = offeredLanguages
  const data = (tag === '' || languages.includes(tag) ? languages : [tag, ...languages]).map((language) => ({
    value: language,
    label: languageWords(language),
  }))
  return (
    <Select
      label={field.label}
      description={field.help}
      data={data}
      searchable
      nothingFoundMessage="No language has this name."
      value={tag === '' ? null : tag}
      error={error}
      disabled={disabled}
      allowDeselect={false}
      clearable={field.absent !== null}
      {...(field.absent !== null && { placeholder: field.absent })}
      onChange={(language) => (language !== null || field.absent !== null) && onChange(language ?? undefined)}
    />
  )
}

/** A zone of IANA's list, or what holds when none is chosen. */
export function TimeZoneInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <TimeZoneSelect
      label={field.label}
      description={field.help}
      {...(field.absent !== null && { placeholder: field.absent })}
      clearable={field.absent !== null}
      value={typeof value === 'string' ? value : null}
      error={error}
      disabled={disabled}
      onChange={(zone) => onChange(zone ?? undefined)}
    />
  )
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
