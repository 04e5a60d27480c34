import { NativeSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { languageWords } from '#flows/language/language-words.ts'
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

/** What is spoken to the caller. */
export function PromptInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <Textarea
      label={field.label}
      description={field.help}
      autosize
      minRows={3}
      maxRows={12}
      value={words(value)}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** Whole seconds. What is out of bounds may be typed; the error says what the bounds are. */
export function SecondsInput({ field, value, error, disabled, onChange }: FieldInput) {
  const shown = typeof value === 'number' || typeof value === 'string' ? value : ''
  return (
    <NumberInput
      label={field.label}
      description={field.help}
      suffix=" s"
      inputMode="numeric"
      classNames={{ controls: styles.arrows ?? '' }}
      allowDecimal={false}
      allowNegative={false}
      value={shown}
      error={error}
      disabled={disabled}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)} // null: an empty field is wrong, not its default
    />
  )
}

/** One of a few words. */
export function ChoiceInput({ field, value, error, disabled, onChange }: FieldInput) {
  const choices = Object.entries(field.choices ?? {}).map(([choice, label]) => ({ value: choice, label }))
  const isChosen = choices.some((choice) => choice.value === value)
  const data = isChosen ? choices : [{ value: '', label: 'Choose…' }, ...choices]
  return (
    <NativeSelect
      label={field.label}
      description={field.help}
      data={data}
      value={isChosen ? words(value) : ''}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** A language by its name; one that is not offered but is already in the drawing stays. */
export function LanguageInput({ field, value, error, disabled, onChange }: FieldInput) {
  const tag = words(value)
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
      onChange={(language) => language !== null && onChange(language)}
    />
  )
}

/** A zone of IANA's list; if left open, the organisation's own counts. */
export function TimeZoneInput({ field, value, error, disabled, onChange }: FieldInput) {
  return (
    <TimeZoneSelect
      label={field.label}
      description={field.help}
      placeholder="The organisation’s own"
      clearable
      value={typeof value === 'string' ? value : null}
      error={error}
      disabled={disabled}
      onChange={(zone) => onChange(zone ?? undefined)}
    />
  )
}

const languages = [
  'en-US',
  'en-GB',
  'en-AU',
  'de-DE',
  'de-AT',
  'fr-FR',
  'fr-CA',
  'es-ES',
  'es-MX',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
  'da-DK',
  'nb-NO',
  'fi-FI',
  'cs-CZ',
  'tr-TR',
  'ja-JP',
  'ko-KR',
  'cmn-CN',
]

function words(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
