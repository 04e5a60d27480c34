import { inOneLine } from '../../story/one-line.ts'
import { sharedName } from '../../values/value.ts'
import type { NameOfValue } from './liquid.ts'
import { menuOf, type Menu } from './menus.ts'
import { pairsOf, textOf, type StudioFlow, type StudioState } from './studio-document.ts'

/** What is known of a Studio flow before any of its widgets is drawn. */
export interface KnownStudio {
  readonly states: ReadonlyMap<string, StudioState>
  /** The ids of the nodes that widgets become. */
  readonly ids: ReadonlyMap<string, string>
  /** The questions that are phone menus, by their widgets. */
  readonly menus: ReadonlyMap<string, Menu>
  /** What texts use of the answers to a widget's request, by its name. */
  readonly kept: ReadonlyMap<string, readonly Kept[]>
  readonly nameOf: NameOfValue
}

/** A part of an answer as a webhook keeps it. */
export interface Kept {
  readonly name: string
  readonly pointer: string
}

const MOST_KEPT = 20

export function knownStudio(flow: StudioFlow): KnownStudio {
  const states = new Map<string, StudioState>()
  for (const state of flow.states) if (state.name !== '' && !states.has(state.name)) states.set(state.name, state)
  const all = [...states.values()]
  const ids = idsOf(all)
  const menus = new Map(
    all.flatMap((state) => {
      const menu = state.type === 'gather-input-on-call' ? menuOf(state, states) : null
      return menu ? [[state.name, menu] as const] : []
    }),
  )
  const kept = keptOf(flow)
  const variables = new Set(
    all.flatMap(({ type, properties }) =>
      type === 'set-variables' ? pairsOf(properties['variables']).map(({ key }) => key) : [],
    ),
  )
  const nameOf: NameOfValue = (path) => {
    const own = Object.hasOwn(OF_THE_CALL, path) ? OF_THE_CALL[path] : undefined
    if (own !== undefined) return own
    const [first = '', widget = '', field = '', ...rest] = path.split('.')
    if (first === 'flow' && widget === 'variables' && rest.length === 0)
      return variables.has(field) ? sharedName(variableName(field)) : null
    const state = first === 'widgets' ? states.get(widget) : undefined
    const id = state && ids.get(state.name)
    if (!state || id === undefined) return null
    if (state.type === 'gather-input-on-call' && rest.length === 0) return answerOf(field, id, menus.has(widget))
    const part = field === 'parsed' && ASKS_A_SERVICE.has(state.type) && keptName(rest)
    return part && kept.get(widget)?.some(({ name }) => name === part) ? `${id}.${part}` : null
  }
  return { states, ids, menus, kept, nameOf }
}

/** The name under which a flow here has a variable of Studio's. */
export function variableName(key: string): string {
  const plain = key.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 38)
  return /^[A-Za-z]/.test(plain) ? plain : `v-${plain}`
}

/** What people call a widget: its name in words. */
export function titleOf(name: string): string {
  const words = inOneLine(name.replaceAll('_', ' ').toWellFormed()).slice(0, 80).toWellFormed().trim()
  return words === '' ? 'Widget' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Widgets that ask a web service. */
const ASKS_A_SERVICE: ReadonlySet<string> = new Set(['make-http-request', 'http-request', 'run-function'])

const OF_THE_CALL: Readonly<Record<string, string>> = {
  'trigger.call.From': 'caller.number',
  'trigger.call.Caller': 'caller.number',
  'contact.channel.address': 'caller.number',
  'trigger.call.CallerName': 'caller.name',
}

function answerOf(field: string, id: string, isMenu: boolean): string | null {
  if (field === 'Digits') return `${id}.${isMenu ? 'key' : 'answer'}`
  return field === 'SpeechResult' ? `${id}.${isMenu ? 'choice' : 'answer'}` : null
}

function idsOf(states: readonly StudioState[]): ReadonlyMap<string, string> {
  const taken = new Set<string>([START_ID, END_ID])
  return new Map(
    states.map(({ name }) => {
      const plain = name.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 50)
      const begun = /^[A-Za-z0-9]/.test(plain) ? plain : `w${plain}`
      // what ends so may be a further node of another widget
      const id = freeId(/-(more|then)\d+$/.test(begun) ? `${begun}-w` : begun, taken)
      taken.add(id)
      return [name, id]
    }),
  )
}

/** The nodes that every import has of its own: where calls come in, and where those end that Studio would end. */
export const START_ID = 'incoming-call'
export const END_ID = 'hang-up'

function freeId(plain: string, taken: ReadonlySet<string>): string {
  let id = plain
  for (let n = 2; taken.has(id); n += 1) id = `${plain}-${n}`
  return id
}

/** Every part of an answer that any text of the flow names. */
function keptOf({ states }: StudioFlow): ReadonlyMap<string, readonly Kept[]> {
  const all = new Map<string, Kept[]>()
  const text = textsOf(states)
    .join('\n')
    .replaceAll('[', '.')
    .replaceAll(/["'\]]/g, '')
  for (const [, widget = '', path = ''] of text.matchAll(/widgets\.([^.\s|{}]{1,200})\.parsed\.([\w.-]{1,150})/g)) {
    const parts = path.split('.').filter((part) => part !== '')
    const own = all.get(widget) ?? []
    const name = keptName(parts)
    if (name !== null && own.length < MOST_KEPT && !own.some((one) => one.name === name))
      all.set(widget, [...own, { name, pointer: `/${parts.join('/')}` }])
  }
  return all
}

function keptName(parts: readonly string[]): string | null {
  const plain = parts
    .filter((part) => part !== '')
    .join('-')
    .replaceAll(/[^\w-]/g, '-')
    .slice(0, 38)
  if (plain === '') return null
  return /^[A-Za-z]/.test(plain) ? plain : `p-${plain}`
}

/** All texts in something, without going down by itself for every level. */
function textsOf(value: unknown): readonly string[] {
  const texts: string[] = []
  let level: readonly unknown[] = [value]
  while (level.length > 0) {
    texts.push(...level.map(textOf).filter((one) => one.includes('parsed')))
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return texts
}
