import { z } from 'zod'

/**
 * The inputs from which node forms are made, by name. The list is bounded on purpose: a kind picks
 * from it, and whoever draws forms knows all of them.
 */
export type Widget =
  /** One line of text. */
  | 'text'
  /** Text that is spoken to the caller. */
  | 'prompt'
  /** A whole number of seconds, within the schema's bounds. */
  | 'seconds'
  /** Named members in order, or whichever "all" the field's schema offers (everyone, the routing list). */
  | 'people'
  /** One of a few words, labelled by `choices`. */
  | 'choice'
  | 'language'
  | 'time-zone'

declare module 'zod' {
  interface GlobalMeta {
    /** What stands beside the input. */
    label?: string
    /** One sentence under the input. */
    help?: string
    widget?: Widget
    /** Labels of a `choice`, by value. */
    choices?: Readonly<Record<string, string>>
  }
}

/** One field of a node's form. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly widget: Widget
  readonly choices: Readonly<Record<string, string>> | null
}

/**
 * The fields of a node's form, in the order of its config schema.
 * @throws Error when the config is no object or a field lacks label, help or widget: a slip in a
 *   definition, which the registry test meets first.
 */
export function formFields(config: z.ZodType): readonly FormField[] {
  if (!(config instanceof z.ZodObject)) throw new Error('the config of a node kind must be an object')
  return Object.entries(config.shape).map(([name, schema]) => {
    const { label, help, widget, choices } = schema.meta() ?? {}
    if (!label || !help || !widget) throw new Error(`give the field "${name}" a label, a help text and a widget with .meta()`)
    return { name, label, help, widget, choices: choices ?? null }
  })
}
