import { Select } from '@mantine/core'
import { useEditor } from '../editor-context.ts'
import type { FieldInput } from './field-input.ts'

/** Another flow of the organisation; one that is gone but is already in the drawing stays. */
export function FlowInput({ field, value, error, disabled, onChange }: FieldInput) {
  const { flows } = useEditor()
  const chosen = typeof value === 'string' ? value : ''
  const others = (flows?.all ?? []).filter(({ id }) => id !== flows?.own)
  const data = others.map(({ id, name, newest }) => ({
    value: id,
    label: newest === null ? `${name} (never published)` : name,
  }))
  const isKnown = chosen === '' || others.some(({ id }) => id === chosen)
  return (
    <Select
      label={field.label}
      description={field.help}
      placeholder="Choose a flow…"
      data={
        isKnown
          ? data
          : [...data, { value: chosen, label: chosen === flows?.own ? 'This flow' : 'A flow that is gone' }]
      }
      searchable
      nothingFoundMessage="No other flow has this name."
      value={chosen === '' ? null : chosen}
      error={error}
      disabled={disabled}
      allowDeselect={false}
      onChange={(flow) => flow !== null && onChange(flow)}
    />
  )
}
