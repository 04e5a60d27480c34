import { z } from 'zod'
import type { FormField } from '#flows/node-form.ts'

/** What an input of a form is given, whatever its widget. */
export interface FieldInput {
  readonly field: FormField
  /** The schema of this one field. */
  readonly schema: z.ZodType
  /** As it is in the drawing; it may be missing or wrong. */
  readonly value: unknown
  /** What keeps the flow from being published. */
  readonly error: string | null
  readonly disabled: boolean
  /** `undefined` takes the field out of the drawing, so that its default counts. */
  onChange(value: unknown): void
}

/** The schema of one field of a config. */
export function fieldSchema(config: z.ZodType, name: string): z.ZodType {
  const field: unknown = config instanceof z.ZodObject ? config.shape[name] : undefined
  return field instanceof z.ZodType ? field : z.unknown()
}
