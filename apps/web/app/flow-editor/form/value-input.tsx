import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { FieldInput } from './field-input.ts'
import { hint } from './prompt-input.tsx'
import { useOfferedValues, type OfferedValue } from './value-context.ts'

/** One value of the call; one that is not offered but is already in the drawing stays. */
export function ValueInput({ field, value, error, disabled, onChange }: FieldInput) {
  const offered = useOfferedValues()
  const comparable = (): readonly OfferedValue[] => (offered?.() ?? []).filter(({ secret }) => !secret)
  const [values, setValues] = useState(comparable)
  const name = typeof value === 'string' ? value : ''
  const isOffered = name === '' || values.some((one) => one.name === name)
  const data = [
    ...values.map((one) => ({ value: one.name, label: one.from === null ? one.words : `${one.words} · ${one.name}` })),
    ...(isOffered ? [] : [{ value: name, label: name }]),
  ]
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder="Choose a value…"
      data={data}
      searchable
      nothingFoundMessage="No value has this name."
      value={name === '' ? null : name}
      error={error}
      disabled={disabled}
      allowDeselect={false}
      onDropdownOpen={() => setValues(comparable())}
      renderOption={({ option }) => {
        const one = values.find((other) => other.name === option.value)
        return (
          <div>
            {option.label}
            {one && (
              <Text size="xs" c="dimmed">
                {hint(one)}
              </Text>
            )}
          </div>
        )
      }}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  )
}
