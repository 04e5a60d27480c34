import type { Issue } from '#flows/language/issue.ts'
import type { ComponentType } from 'react'
import type { FormField, PlainField } from '#flows/language/node-form.ts'
import type { Path } from '#flows/language/path.ts'

/** What an input of a form is given, whatever its widget. */
export interface FieldInput {
  readonly field: PlainField
  /** As it is in the drawing; it may be missing or wrong. */
  readonly value: unknown
  /** What keeps the flow from being published. */
  readonly error: string | null
  readonly disabled: boolean
  /** `undefined` takes the field out of the drawing, so that its default counts. */
  onChange(value: unknown): void
}

/** A field with its place in a form; it may hold others. */
export interface FieldProps<Shown extends FormField = FormField> {
  readonly field: Shown
  readonly value: unknown
  /** Where it stands in the config. */
  readonly at: Path
  /** Of the whole config. */
  readonly issues: readonly FormIssue[]
  readonly disabled: boolean
  /** What it is called stands above it already. */
  readonly isNamed?: boolean
  /** @param at in the whole config. */
  onChange(at: Path, value: unknown): void
}

/** A field that holds others, and what draws those: the two need each other, and no file may need itself. */
export interface NestingProps<Shown extends FormField> extends FieldProps<Shown> {
  readonly drawn: ComponentType<FieldProps>
}

/** An issue as a form needs it. */
export type FormIssue = Pick<Issue, 'field' | 'severity' | 'message'>
