import { z } from 'zod'
import { asType, innermost } from './unfinished.ts'
import { widgets, type NestingWidget, type Shape, type Widget } from './widgets.ts'

interface Described {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly schema: z.ZodType
}

/** A field with one input. */
export interface PlainField extends Described {
  readonly widget: Exclude<Widget, NestingWidget>
  readonly choices: Readonly<Record<string, string>> | null
  /** What holds while it is left open; null where something must be said. */
  readonly absent: string | null
}

export interface GroupField extends Described {
  readonly widget: 'group'
  readonly fields: readonly FormField[]
}

export interface ListField extends Described {
  readonly widget: 'list'
  /** What each place of the list holds; its label names one of them. */
  readonly item: FormField
}

export interface VariantField extends Described {
  readonly widget: 'variant'
  /** The name of the word that tells the variants apart. */
  readonly by: string
  readonly variants: readonly Variant[]
  /** What holds while none is chosen; null where one must be. */
  readonly absent: string | null
}

export interface Variant {
  readonly value: string
  readonly label: string
  readonly schema: z.ZodType
  readonly fields: readonly FormField[]
}

/** One field of a node's form, with those that it holds. */
export type FormField = PlainField | GroupField | ListField | VariantField

/**
 * The fields of a node's form, in the order of its config schema.
 * @throws Error when the config is no object, or a field at any depth lacks label, help or widget or has a widget for other
 *   values: a slip in a definition, which the registry test meets first.
 */
export function formFields(config: z.ZodType): readonly FormField[] {
  const known = drawn.get(config)
  if (known) return known
  if (!(config instanceof z.ZodObject)) throw new Error('the config of a node kind must be an object')
  const fields = fieldsOf(config)
  drawn.set(config, fields)
  return fields
}

/** Schemas never change, and forms are drawn at every key. */
const drawn = new WeakMap<z.ZodType, readonly FormField[]>()

function fieldsOf(schema: z.ZodObject, except?: string): readonly FormField[] {
  return Object.entries(schema.shape)
    .filter(([name]) => name !== except)
    .map(([name, field]) => fieldOf(name, asType(field)))
}

function fieldOf(name: string, schema: z.ZodType): FormField {
  const { label, help, widget, choices, absent } = schema.meta() ?? {}
  if (!label || !help || !widget)
    throw new Error(`give the field "${name}" a label, a help text and a widget with .meta()`)
  const inner = innermost(schema)
  if (shapeOf(inner) !== widgets[widget])
    throw new Error(`the widget of "${name}" is for ${widgets[widget]}, not for ${shapeOf(inner)}`)
  const described = { name, label, help, schema }
  if (widget === 'choices' && !(inner instanceof z.ZodArray && inner.element instanceof z.ZodEnum))
    throw new Error(`the widget of "${name}" is for a list of words`)
  if (widget === 'group' && inner instanceof z.ZodObject) return { ...described, widget, fields: fieldsOf(inner) }
  if (widget === 'list' && inner instanceof z.ZodArray)
    return { ...described, widget, item: fieldOf(name, asType(inner.element)) }
  if (widget === 'variant' && inner instanceof z.ZodDiscriminatedUnion) {
    const by = inner.def.discriminator
    return {
      ...described,
      widget,
      by,
      variants: variantsOf(inner, { by, labels: choices ?? {} }),
      absent: absent ?? null,
    }
  }
  return { ...described, widget: widget as PlainField['widget'], choices: choices ?? null, absent: absent ?? null } // the others were told apart above
}

function variantsOf(
  union: z.ZodDiscriminatedUnion,
  { by, labels }: { readonly by: string; readonly labels: Readonly<Record<string, string>> },
): readonly Variant[] {
  return union.options.map((option) => {
    const schema = asType(option)
    const word: unknown = schema instanceof z.ZodObject ? schema.shape[by] : undefined
    if (!(schema instanceof z.ZodObject) || !(word instanceof z.ZodLiteral))
      throw new Error(`the variants must be objects told apart by one word, "${by}"`)
    const value = String(word.value)
    const label = labels[value]
    if (label === undefined) throw new Error(`label the variant "${value}" in its choices`)
    return { value, label, schema, fields: fieldsOf(schema, by) }
  })
}

function shapeOf(schema: z.ZodType): Shape | 'something else' {
  if (schema instanceof z.ZodString) return 'text'
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodEnum) return 'words'
  if (schema instanceof z.ZodObject) return 'object'
  if (schema instanceof z.ZodArray) return 'list'
  return schema instanceof z.ZodDiscriminatedUnion ? 'union' : 'something else'
}
