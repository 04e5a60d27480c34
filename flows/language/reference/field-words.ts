import { z } from 'zod'
import type { FormField } from '../node-form.ts'
import { recordOf } from '../path.ts'
import { asType, innermost } from '../unfinished.ts'

/** A field of a kind's form as its reference page tells it. */
export interface FieldWords {
  /** Where it stands in the settings, as in `rows[].name`. */
  readonly at: string
  /** In how many others it stands. */
  readonly depth: number
  readonly label: string
  readonly help: string
  /** What may stand there: its sort, its bounds, its choices. */
  readonly takes: readonly string[]
  /** What holds when nothing is said; null where something must be said. */
  readonly otherwise: string | null
  /** What is said of what is wrong there. */
  readonly issues: readonly string[]
}

/** The fields of a form and of those within them, each before what it holds. */
export function fieldWords(fields: readonly FormField[], within = '', depth = 0): readonly FieldWords[] {
  return fields.flatMap((field) => {
    const at = within === '' ? field.name : `${within}.${field.name}`
    return [wordsOf(field, at, depth), ...insideWords(field, at, depth + 1)]
  })
}

function insideWords(field: FormField, at: string, depth: number): readonly FieldWords[] {
  switch (field.widget) {
    case 'group':
      return fieldWords(field.fields, at, depth)
    case 'list':
      return field.item.widget === 'group' || field.item.widget === 'variant'
        ? insideWords(field.item, `${at}[]`, depth)
        : [wordsOf(field.item, `${at}[]`, depth)]
    case 'variant':
      return field.variants.flatMap((variant) =>
        fieldWords(variant.fields, at, depth).map((own) => ({ ...own, label: `${own.label} (${variant.label})` })),
      )
    default:
      return []
  }
}

function wordsOf(field: FormField, at: string, depth: number): FieldWords {
  const { label, help, schema } = field
  const proposed = schema.safeParse(undefined)
  const absent = 'absent' in field ? field.absent : null
  const otherwise = absent ?? (proposed.success && proposed.data !== undefined ? shown(field, proposed.data) : null)
  return {
    at,
    depth,
    label,
    help,
    takes: takes(field),
    otherwise: proposed.success ? (otherwise ?? 'nothing') : null,
    issues: issuesOf(schema),
  }
}

function shown(field: FormField, value: unknown): string {
  if (value === '') return 'nothing'
  const choices = choicesOf(field)
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none'
    if (choices) return value.map((one) => choices[String(one)] ?? String(one)).join('; ')
  }
  if (typeof value === 'string') return choices?.[value] ?? value
  return typeof value === 'number'
    ? `${value}${field.widget === 'seconds' ? ' s' : ''}`
    : `\`${JSON.stringify(value)}\``
}

/** The labels of the words that a field may hold, or that each place of its list may. */
function choicesOf(field: FormField): Readonly<Record<string, string>> | null {
  if (field.widget === 'list') return choicesOf(field.item)
  return 'choices' in field ? field.choices : null
}

/** What may stand in a field, by its widget. */
const sorts: Readonly<Record<FormField['widget'], string>> = {
  text: 'a line of text',
  prompt: 'a spoken text, in which values may stand',
  template: 'a text, in which values may stand',
  message: 'the text of a message, in which values may stand',
  address: 'a web address, in which values may stand',
  header: 'a line of text, in which values may stand',
  json: 'JSON, in whose texts values may stand',
  value: 'the name of a value',
  flow: 'the id of a flow',
  seconds: 'whole seconds',
  percent: 'whole percent',
  count: 'a whole number',
  'row-id': 'an id that stays',
  choice: 'one of',
  choices: 'any of',
  week: 'times by the days of a week',
  date: 'a day, as in `2026-12-24`',
  'date-time': 'a day and a time, as in `2026-12-24T18:30`',
  'holiday-place': 'a country or a part of it',
  schedule: 'the id of shared hours',
  secret: 'the name of a secret',
  language: 'a language tag',
  'time-zone': 'a time zone',
  country: 'a country code, as in `DE`',
  tag: 'the id of a tag',
  people: 'people',
  readers: 'the caller, or people',
  group: 'several fields',
  list: 'a list',
  variant: 'one of',
}

function takes(field: FormField): readonly string[] {
  const choices: readonly (readonly [string, string])[] =
    field.widget === 'variant'
      ? field.variants.map(({ value, label }) => [value, label] as const)
      : Object.entries(('choices' in field && field.choices) || {})
  const words = choices.map(([value, label]) => `\`${value}\` (${label})`)
  const sort = sorts[field.widget]
  return [
    words.length > 0 ? `${sort} ${words.join(', ')}` : sort,
    ...(field.widget === 'choices' ? [] : bounds(field.schema)),
  ]
}

const lengths = { text: 'characters', list: 'items', number: '' } as const

/** The bounds that a schema names, in words. */
function bounds(schema: z.ZodType): readonly string[] {
  const inner = innermost(schema)
  const sort =
    inner instanceof z.ZodString
      ? 'text'
      : inner instanceof z.ZodArray
        ? 'list'
        : inner instanceof z.ZodNumber
          ? 'number'
          : null
  if (sort === null) return []
  const json = recordOf(z.toJSONSchema(inner, { io: 'input', unrepresentable: 'any' }))
  const bound = (name: string): number | null => (typeof json[name] === 'number' ? json[name] : null)
  const least = bound('minLength') ?? bound('minItems') ?? bound('minimum')
  const most = bound('maxLength') ?? bound('maxItems') ?? bound('maximum')
  const said = (count: number): string => `${count.toLocaleString('en')} ${lengths[sort]}`.trim()
  return [
    ...(least === 1 && sort !== 'number'
      ? ['not empty']
      : least !== null && least > 0
        ? [`at least ${said(least)}`]
        : []),
    ...(most !== null && most < Number.MAX_SAFE_INTEGER ? [`at most ${said(most)}`] : []),
  ]
}

/** What is said of a field that is missing, of another type, too short, too long, or not as its rule says. */
function issuesOf(schema: z.ZodType): readonly string[] {
  const inner = innermost(schema)
  if (inner instanceof z.ZodObject || inner instanceof z.ZodDiscriminatedUnion)
    return messagesOf(schema, [undefined, 7])
  if (inner instanceof z.ZodArray) return messagesOf(schema, [undefined, 7, [], manyOf(inner, 1000), manyOf(inner, 2)])
  const texts = ['', 'x'.repeat(20_000), '\u0000', 'no such thing!', '99:99']
  return messagesOf(schema, inner instanceof z.ZodNumber ? [undefined, null, 0.5, -1e9, 1e9] : [undefined, 7, ...texts])
}

/** A list whose items are fine, so that only what is said of the list itself is heard; else nothing comes of it. */
function manyOf(schema: z.ZodArray, count: number): readonly unknown[] {
  const proposed = asType(schema.element).safeParse(undefined)
  return Array.from({ length: count }, () => (proposed.success ? proposed.data : null))
}

function messagesOf(schema: z.ZodType, wrong: readonly unknown[]): readonly string[] {
  const said = wrong.flatMap((value) =>
    (schema.safeParse(value).error?.issues ?? []).filter(({ path }) => path.length === 0).map(({ message }) => message),
  )
  return [...new Set(said)].filter((message) => !/^(Invalid|Unrecognized|Too )/.test(message)) // the library's own words are met by nobody who uses the form
}
