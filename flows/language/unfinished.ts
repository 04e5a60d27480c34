import { z } from 'zod'

/**
 * A config as far as it is drawn: any part may be missing, at any depth. What is there is of its type, though it may still
 * break a rule: a text may be empty, a number out of bounds.
 */
export type Unfinished<Config> = Config extends readonly (infer Item)[]
  ? readonly Unfinished<Item>[]
  : Config extends object
    ? { readonly [Field in keyof Config]?: Unfinished<Config[Field]> }
    : Config

/**
 * What can be read of a config that a draft holds. A valid one is given with its defaults filled in; of another, whatever
 * is not of its type is left out, and nothing else: what a node has beside it must not vanish while a text is being typed.
 */
export function unfinished<Schema extends z.ZodType>(schema: Schema, raw: unknown): Unfinished<z.output<Schema>> {
  return (readPart(schema, raw) ?? {}) as Unfinished<z.output<Schema>> // by construction: only parts that their schemas accept as to type
}

function readPart(schema: z.ZodType, raw: unknown): unknown {
  const read = schema.safeParse(raw)
  if (read.success) return read.data
  const inner = innermost(schema)
  if (inner instanceof z.ZodObject) return isRecord(raw) ? readFields(inner, raw) : undefined
  if (inner instanceof z.ZodArray)
    return Array.isArray(raw)
      ? raw.map((item) => readPart(asType(inner.element), item)).filter((item) => item !== undefined)
      : undefined
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const option = isRecord(raw) ? optionOf(inner, raw) : undefined
    return option && readPart(option, raw)
  }
  return read.error.issues.every(({ code }) => rules.has(code)) ? raw : undefined
}

/** Of a value of the right type. */
const rules: ReadonlySet<string> = new Set(['too_small', 'too_big', 'invalid_format', 'not_multiple_of', 'custom'])

function readFields(schema: z.ZodObject, raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(schema.shape).map(
    ([name, field]) => [name, readPart(asType(field), raw[name])] as const,
  )
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

/** The option of a union that a value names, be it finished or not. */
export function optionOf(union: z.ZodDiscriminatedUnion, value: Readonly<Record<string, unknown>>) {
  const by = union.def.discriminator
  return union.options.find(
    (option): option is z.ZodObject =>
      option instanceof z.ZodObject && asType(option.shape[by]).safeParse(value[by]).success,
  )
}

/** A schema without what lets it be absent. */
export function innermost(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? innermost(asType(schema.unwrap()))
    : schema
}

/** zod names the parts of a schema by its core's types; every schema here is made with zod itself. */
export function asType(part: unknown): z.ZodType {
  return part instanceof z.ZodType ? part : z.unknown()
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A config as a form shows it: every value as it is drawn, right or wrong, and defaults where there is none. */
export function shownConfig(schema: z.ZodType, raw: unknown): unknown {
  if (raw === undefined) return schema.safeParse(raw).data
  const inner = innermost(schema)
  if (inner instanceof z.ZodArray && Array.isArray(raw))
    return raw.map((item) => shownConfig(asType(inner.element), item))
  if (!isRecord(raw)) return raw
  const fields = inner instanceof z.ZodDiscriminatedUnion ? optionOf(inner, raw) : inner
  if (!(fields instanceof z.ZodObject)) return raw
  const filled = Object.entries(fields.shape).map(
    ([name, field]) => [name, shownConfig(asType(field), raw[name])] as const,
  )
  return { ...raw, ...Object.fromEntries(filled.filter(([, value]) => value !== undefined)) }
}

/** What a form puts where something is added: defaults, empty texts, and the first of several variants. What people must choose is missing. */
export function blank(schema: z.ZodType): unknown {
  const proposed = schema.safeParse(undefined)
  if (proposed.success) return proposed.data
  const inner = innermost(schema)
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).map(([name, field]) => [name, blank(asType(field))] as const)
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  }
  if (inner instanceof z.ZodArray) return []
  if (inner instanceof z.ZodDiscriminatedUnion) return blank(asType(inner.options[0]))
  if (inner instanceof z.ZodLiteral) return inner.value
  return inner instanceof z.ZodString ? '' : undefined
}
