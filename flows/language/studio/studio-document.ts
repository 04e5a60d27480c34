import { z } from 'zod'

/** A flow of Twilio Studio, as far as an import looks at it: whatever is missing or of another sort is empty. */
export interface StudioFlow {
  readonly description: string
  readonly initial: string
  readonly states: readonly StudioState[]
}

/** A widget. */
export interface StudioState {
  readonly name: string
  /** Such as `say-play`. */
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly transitions: readonly StudioTransition[]
}

export interface StudioTransition {
  readonly event: string
  /** The name of the widget to which it leads; empty where the flow ends. */
  readonly next: string
  readonly conditions: readonly StudioCondition[]
}

export interface StudioCondition {
  readonly type: string
  readonly value: string
  /** What is compared, in braces; empty where the widget's own input is. */
  readonly argument: string
  readonly name: string
}

export type ReadStudio = { readonly ok: true; readonly flow: StudioFlow } | { readonly ok: false; readonly why: string }

/** As many as one of our flows has nodes. */
const MOST_STATES = 500
const MOST_TRANSITIONS = 200
/** Of a text, no more is looked at. Characters. */
const LONGEST_TEXT = 20_000

/**
 * Reads a flow definition of Studio: the definition by itself, or as the `definition` of the resource that its API answers with, as a text or not.
 * @param json a parsed document.
 */
export function readStudio(json: unknown): ReadStudio {
  const found = definition.safeParse(unwrapped(json))
  if (!found.success)
    return {
      ok: false,
      why: 'It is no flow of Studio: it has no list of “states”. In Studio, choose the flow’s trigger and then “Show Flow JSON”, and save that as a file.',
    }
  const { states, description, initial_state: initial } = found.data
  if (states.length === 0) return { ok: false, why: 'The flow has no widgets. Choose another one.' }
  if (states.length > MOST_STATES)
    return {
      ok: false,
      why: `The flow has ${states.length} widgets, more than the ${MOST_STATES} nodes that a flow can have here. Split it in Studio first.`,
    }
  const long = states.find(({ transitions }) => transitions.length > MOST_TRANSITIONS)
  if (long)
    return {
      ok: false,
      why: `The widget “${long.name.slice(0, 80)}” has ${long.transitions.length} transitions, more than ${MOST_TRANSITIONS}. Split it in Studio first.`,
    }
  return { ok: true, flow: { description, initial, states } }
}

/** A field's text; of what is none, nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT).toWellFormed()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** A field's number, also where it is written as a text; null where there is none. */
export function numberOf(value: unknown): number | null {
  const text = textOf(value).trim()
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : null
}

/** The pairs that several widgets have: parameters, variables. */
export function pairsOf(value: unknown): readonly { readonly key: string; readonly value: string }[] {
  return pairs.parse(value).filter(({ key }) => key !== '')
}

/** The widget to which an event leads; empty where none does. */
export function nextOf(state: StudioState | null | undefined, ...events: readonly string[]): string {
  for (const event of events) {
    const found = state?.transitions.find((one) => one.event === event && one.next !== '')
    if (found) return found.next
  }
  return ''
}

function unwrapped(json: unknown): unknown {
  const inner = wrapped.parse(json).definition
  if (typeof inner !== 'string') return inner ?? json
  try {
    return JSON.parse(inner)
  } catch {
    return json
  }
}

const wrapped = z.object({ definition: z.unknown().optional() }).catch({})
const text = z.unknown().optional().transform(textOf)
const named = text.transform((name) => name.slice(0, 200))
/** Of a list, what is an object. */
const objects = z
  .array(z.unknown())
  .transform((all) => all.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)))

const condition = z
  .object({
    type: named,
    value: text,
    arguments: z
      .array(z.unknown())
      .catch([])
      .transform(([first]) => textOf(first)),
    friendly_name: named,
  })
  .transform(({ arguments: argument, friendly_name: name, ...rest }) => ({ ...rest, argument, name }))

const transition = z.object({
  event: named,
  next: named,
  conditions: objects.catch([]).pipe(z.array(condition)),
})

const state = z.object({
  name: named,
  type: named,
  properties: z.record(z.string(), z.unknown()).catch({}),
  transitions: objects.catch([]).pipe(z.array(transition)),
})

const definition = z.object({
  description: text,
  initial_state: named,
  states: objects.pipe(z.array(state)),
})

const pairs = objects.catch([]).pipe(z.array(z.object({ key: named, value: text })))
