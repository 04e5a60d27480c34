import { phoneKeys, type PhoneKey } from '../../verbs/ask/keys.ts'
import { plainWords } from '../../verbs/ask/reply.ts'
import { onlyPath } from './liquid.ts'
import { nextOf, textOf, type StudioCondition, type StudioState } from './studio-document.ts'

/** A question of Studio's and the branches behind it, where the two are one phone menu. */
export interface Menu {
  readonly keys: readonly MenuKey[]
  /** Where other answers lead, and none; a widget's name, empty where the flow ends. */
  readonly invalid: string
  readonly silent: string
  /** The widgets that branch by the answer: the menu is both. */
  readonly branches: readonly string[]
  readonly remarks: readonly string[]
}

export interface MenuKey {
  readonly key: PhoneKey
  readonly words: readonly string[]
  readonly next: string
  /** What Studio calls the branch; empty where it has nothing but its usual words. */
  readonly name: string
}

/** The phone menu that a question and what branches by it are; null where it asks for anything else than one key, or words for one. */
export function menuOf(question: StudioState, states: ReadonlyMap<string, StudioState>): Menu | null {
  const [keyed, spoken] = [nextOf(question, 'keypress'), nextOf(question, 'speech')]
  const byKey = branchesOn(states.get(keyed), question.name)
  if (keyed !== '' && !byKey) return null
  const byWords = spoken === keyed ? byKey : branchesOn(states.get(spoken), question.name)
  const rows = [...new Set([byKey, byWords])].flatMap((state) => (state ? [rowsOf(state, question.name)] : []))
  if (rows.length === 0 || rows.includes(null)) return null
  const all = rows.flatMap((own) => own ?? [])
  const { keys, remarks } = keysOf(all)
  if (keys.length === 0) return null
  return {
    keys,
    invalid: nextOf(byKey ?? byWords, 'noMatch'),
    silent: nextOf(question, 'timeout'),
    branches: [...new Set([byKey, byWords])].flatMap((state) => (state ? [state.name] : [])),
    remarks: [
      ...remarks,
      ...(spoken !== '' && !byWords ? [`What callers say is not heard: it led to “${spoken}”.`] : []),
    ],
  }
}

/** A widget that branches by the answer to a question, and by nothing else. */
function branchesOn(state: StudioState | undefined, question: string): StudioState | null {
  if (state?.type !== 'split-based-on') return null
  const input = textOf(state.properties['input'])
  const asked = conditionsOf(state).map(({ argument }) => argument || input)
  return asked.length > 0 && asked.every((one) => fieldOf(one, question) !== null) ? state : null
}

interface Row {
  readonly keys: readonly PhoneKey[]
  readonly words: readonly string[]
  readonly next: string
  readonly name: string
}

/** The ways out of a branch as keys and words; null where one of them is neither. */
function rowsOf(state: StudioState, question: string): readonly Row[] | null {
  const input = textOf(state.properties['input'])
  const rows = state.transitions
    .filter(({ conditions }) => conditions.length > 0)
    .map(({ next, conditions }): Row | null => {
      const [condition, ...more] = conditions
      if (!condition || more.length > 0 || condition.value.includes('{{')) return null
      const { type, value, name } = condition
      const values = type === 'matches_any_of' ? value.split(',').map((one) => one.trim()) : [value.trim()]
      const row = { next, name: ownName(name) }
      if (fieldOf(condition.argument || input, question) === 'Digits')
        return /^(equal_to|matches_any_of)$/.test(type) && values.every(isKey)
          ? { ...row, keys: values.filter(isKey), words: [] }
          : null
      return /^(equal_to|matches_any_of|contains|starts_with)$/.test(type)
        ? {
            ...row,
            keys: [],
            words: values.map((one) => one.replaceAll(',', ' ')).filter((one) => plainWords(one) !== ''),
          }
        : null
    })
  return rows.includes(null) ? null : rows.flatMap((row) => row ?? [])
}

function keysOf(rows: readonly Row[]): { readonly keys: readonly MenuKey[]; readonly remarks: readonly string[] } {
  const keys = new Map<PhoneKey, MenuKey>()
  const remarks: string[] = []
  for (const { keys: own, next, name } of rows)
    for (const key of own) if (!keys.has(key)) keys.set(key, { key, words: [], next, name })
  const said = new Set<string>()
  for (const { words, next, name } of rows) {
    const fresh = words.filter((one) => !said.has(plainWords(one)))
    for (const one of fresh) said.add(plainWords(one))
    if (fresh.length === 0) continue
    const same = [...keys.values()].find((one) => one.next === next && next !== '')
    const free = same?.key ?? phoneKeys.find((key) => !keys.has(key))
    if (free === undefined) {
      remarks.push(`There is no key left for “${fresh.join(', ')}”.`)
      continue
    }
    if (!same) remarks.push(`Key ${free} stands for “${fresh.join(', ')}”, too: say so in the text.`)
    keys.set(free, { ...(same ?? { key: free, next, name }), words: fittingWords([...(same?.words ?? []), ...fresh]) })
  }
  return { keys: phoneKeys.flatMap((key) => keys.get(key) ?? []), remarks }
}

/** As many as a menu's field takes. */
function fittingWords(words: readonly string[]): readonly string[] {
  return words.reduce<readonly string[]>(
    (some, one) => ([...some, one].join(', ').length <= 100 ? [...some, one] : some),
    [],
  )
}

function conditionsOf({ transitions }: StudioState): readonly StudioCondition[] {
  return transitions.flatMap(({ conditions }) => conditions)
}

function fieldOf(argument: string, question: string): 'Digits' | 'SpeechResult' | null {
  const path = onlyPath(argument)
  if (path === `widgets.${question}.Digits`) return 'Digits'
  return path === `widgets.${question}.SpeechResult` ? 'SpeechResult' : null
}

/** What the author has called a branch; Studio calls it “If value equal_to 1” by itself. */
export function ownName(name: string): string {
  return /^if value/i.test(name.trim()) ? '' : name.trim()
}

function isKey(text: string): text is PhoneKey {
  return (phoneKeys as readonly string[]).includes(text)
}
