import { useId, type ComponentType } from 'react'
import type { GroupField, PlainField } from '#flows/language/node-form.ts'
import { isWithin, pathWords, recordOf } from '#flows/language/path.ts'
import type { FieldInput, FieldProps } from './field-input.ts'
import { FlowInput } from './flow-input.tsx'
import styles from './form.module.css'
import { DateInput, DateTimeInput, HolidayPlaceInput, ScheduleInput, WeekFieldInput } from './hours-inputs.tsx'
import { ChoicesInput } from './choices-input.tsx'
import { CountryInput, TagInput } from './caller-inputs.tsx'
import { ListInput } from './list-input.tsx'
import { MessageInput } from './message-input.tsx'
import { PeopleInput } from './people-input.tsx'
import {
  ChoiceInput,
  CountInput,
  LanguageInput,
  PercentInput,
  SecondsInput,
  TextFieldInput,
  TimeZoneInput,
} from './plain-inputs.tsx'
import { PromptInput } from './prompt-input.tsx'
import { SecretInput } from './secret-input.tsx'
import { Doubts, errorAmong, Troubles } from './troubles.tsx'
import { ValueInput } from './value-input.tsx'
import { VariantInput } from './variant-input.tsx'

/** Every widget with an input of its own; those that hold other fields are drawn by `Field`. */
const inputs: Record<Exclude<PlainField['widget'], 'row-id'>, ComponentType<FieldInput>> = {
  text: TextFieldInput,
  prompt: PromptInput,
  template: PromptInput,
  message: MessageInput,
  address: PromptInput,
  header: PromptInput,
  json: PromptInput,
  value: ValueInput,
  flow: FlowInput,
  seconds: SecondsInput,
  percent: PercentInput,
  count: CountInput,
  people: PeopleInput,
  readers: PeopleInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  language: LanguageInput,
  'time-zone': TimeZoneInput,
  week: WeekFieldInput,
  date: DateInput,
  'date-time': DateTimeInput,
  'holiday-place': HolidayPlaceInput,
  schedule: ScheduleInput,
  secret: SecretInput,
  country: CountryInput,
  tag: TagInput,
}

/** One field with what is wrong with it, and with those that it holds. */
export function Field({ field, ...place }: FieldProps) {
  const { at, issues, value, disabled, onChange } = place
  const path = pathWords(at)
  switch (field.widget) {
    case 'group':
      return <Group field={field} {...place} />
    case 'list':
      return <ListInput field={field} drawn={Field} {...place} />
    case 'variant':
      return <VariantInput field={field} drawn={Field} {...place} />
    case 'row-id':
      return null
    default: {
      const Input = inputs[field.widget]
      const own = issues.filter((issue) => isWithin(issue.field, path))
      return (
        <div data-field={path} className={styles.field}>
          <Input
            field={field}
            value={value}
            error={errorAmong(own)}
            disabled={disabled}
            onChange={(next) => onChange(at, next)}
          />
          <Doubts issues={own} />
        </div>
      )
    }
  }
}

function Group({ field, value, at, issues, isNamed = false, ...form }: FieldProps<GroupField>) {
  const help = useId()
  const path = pathWords(at)
  const values = recordOf(value)
  const inside = (
    <>
      <Troubles issues={issues.filter((issue) => issue.field === path)} />
      {field.fields.map((own) => (
        <Field key={own.name} field={own} value={values[own.name]} at={[...at, own.name]} issues={issues} {...form} />
      ))}
    </>
  )
  if (isNamed)
    return (
      <div data-field={path} className={styles.fields}>
        {inside}
      </div>
    )
  return (
    <fieldset data-field={path} className={styles.group} aria-describedby={help}>
      <legend>{field.label}</legend>
      <p id={help} className={styles.help}>
        {field.help}
      </p>
      {inside}
    </fieldset>
  )
}
