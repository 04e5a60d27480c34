import type { z } from 'zod'
import { formFields } from '#flows/language/node-form.ts'
import { pathWords, recordOf, withValueAt, type Path } from '#flows/language/path.ts'
import { shownConfig } from '#flows/language/unfinished.ts'
import type { FormIssue } from './field-input.ts'
import { Field } from './field.tsx'

export interface ConfigFormProps {
  readonly schema: z.ZodType
  /** As it is drawn, finished or not. */
  readonly config: Readonly<Record<string, unknown>>
  readonly issues: readonly FormIssue[]
  readonly disabled: boolean
  /**
   * A field of the config is to hold something else; `undefined` takes it out.
   * @param part where within the field somebody writes; null for what is done in one go.
   */
  onChange(field: string, value: unknown, part: string | null): void
}

/** Settings as their schema describes them, nested to any depth, each with what is wrong with it. */
export function ConfigForm({ schema, config, issues, disabled, onChange }: ConfigFormProps) {
  const shown = recordOf(shownConfig(schema, config))
  function change([field, ...within]: Path, value: unknown): void {
    if (typeof field !== 'string') return
    const isWritten = typeof value === 'string' || typeof value === 'number'
    onChange(field, withValueAt(shown[field], within, value), isWritten ? pathWords([field, ...within]) : null)
  }
  return formFields(schema).map((field) => (
    <Field
      key={field.name}
      field={field}
      value={shown[field.name]}
      at={[field.name]}
      issues={issues}
      disabled={disabled}
      onChange={change}
    />
  ))
}
