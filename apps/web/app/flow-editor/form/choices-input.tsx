import { Checkbox } from '@mantine/core'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'

/** Any of a few words, each by a box of its own. They are kept in the order of the boxes, each once. */
export function ChoicesInput({ field, value, error, disabled, onChange }: FieldInput) {
  const choices = Object.entries(field.choices ?? {})
  const ticked = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return (
    <Checkbox.Group
      label={field.label}
      description={field.help}
      value={ticked}
      error={error}
      onChange={(next) => onChange(choices.map(([choice]) => choice).filter((choice) => next.includes(choice)))}
    >
      <div className={styles.boxes}>
        {choices.map(([choice, label]) => (
          <Checkbox key={choice} value={choice} label={label} disabled={disabled} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
