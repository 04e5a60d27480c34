import { recordOf, valueAt, withValueAt, type Path } from '../path.ts'
import type { AnyDefinition } from '../node.ts'
import { asType, blank, innermost } from '../unfinished.ts'
import { z } from 'zod'

/** What is tried, in this order, where a blank form is not enough. */
const TRIED = [
  'Thank you for calling.',
  'Sales',
  'caller.number',
  'en-US',
  '+12025550150',
  '18:30',
  '2026-12-24',
  'https://example.com/hook',
  '1',
  1,
  5,
  30,
  true,
] as const

/** More mends than this lead nowhere. */
const MOST_MENDS = 60

/**
 * Settings of a kind that are valid, for its reference page: the definition's own example, or a blank form whose holes are filled
 * with the first thing that fits.
 * @throws Error when nothing fits: the definition must say an `example` then.
 */
export function exampleOf(definition: AnyDefinition): Readonly<Record<string, unknown>> {
  if (definition.example) return recordOf(definition.example)
  let config: unknown = blank(definition.config)
  for (let mends = 0; mends < MOST_MENDS; mends += 1) {
    const issue = definition.config.safeParse(config).error?.issues[0]
    if (!issue) return recordOf(config)
    config = mended(definition, config, issue.path)
  }
  throw new Error(`give the kind "${definition.kind}" an example`)
}

/** The settings with something else where they are wrong: whatever leaves the fewest issues there. */
function mended(definition: AnyDefinition, config: unknown, at: Path): unknown {
  const schema = schemaAt(definition.config, at)
  const now = valueAt(config, at)
  const element = schema instanceof z.ZodArray ? blank(asType(schema.element)) : undefined
  const tried: readonly unknown[] = Array.isArray(now)
    ? [[...now, element]]
    : schema instanceof z.ZodEnum
      ? schema.options
      : [blank(schema), ...(isName(schema) ? ['Sales'] : []), ...TRIED]
  const before = within(definition, config, at)
  const better = tried
    .map((value) => withValueAt(config, at, value))
    .find((next) => within(definition, next, at) < before)
  if (better === undefined)
    throw new Error(`give the kind "${definition.kind}" an example: nothing fits at ${at.join('.')}`)
  return better
}

/** Whether a text is too short for a sentence. */
function isName(schema: z.ZodType): boolean {
  return schema instanceof z.ZodString && (schema.maxLength ?? Number.POSITIVE_INFINITY) <= 100
}

/** How many issues there are at a place; those further in count less, as there is something at least. */
function within(definition: AnyDefinition, config: unknown, at: Path): number {
  const issues = definition.config.safeParse(config).error?.issues ?? []
  const here = issues.filter(({ path }) => at.every((part, index) => path[index] === part))
  return here.reduce((sum, { path }) => sum + (path.length > at.length ? 0.001 : 1), 0)
}

function schemaAt(schema: z.ZodType, [part, ...rest]: Path): z.ZodType {
  const inner = innermost(schema)
  if (part === undefined) return inner
  if (inner instanceof z.ZodArray) return schemaAt(asType(inner.element), rest)
  if (inner instanceof z.ZodObject) return schemaAt(asType(inner.shape[String(part)]), rest)
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const option = inner.options.find((one) => one instanceof z.ZodObject && String(part) in one.shape)
    return option ? schemaAt(asType(option), [part, ...rest]) : inner
  }
  return inner
}
