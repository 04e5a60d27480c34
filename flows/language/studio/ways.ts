import { placeOn } from '../../nodes/condition/scale.ts'
import { exitsOfRows, slug } from '../../nodes/condition/exits-of-rows.ts'
import { variableName } from './known.ts'
import { onlyPath, ourText } from './liquid.ts'
import { ownName } from './menus.ts'
import { lostReasons, oneNode, said, type Drawn, type Piece, type PieceWay } from './piece.ts'
import { nextOf, pairsOf, textOf, type StudioCondition, type StudioTransition } from './studio-document.ts'

/** As many as a condition has. */
const MOST_ROWS = 20
/** As many as a node sets. */
const MOST_VALUES = 20

/** Branches by a value: one condition, or several where there are many. */
export function split(drawn: Drawn): Piece {
  const { state, id } = drawn
  const otherwise = nextOf(state, 'noMatch')
  const branches = state.transitions.filter(({ conditions }) => conditions.length > 0)
  const drawnRows = branches.map((branch, at) =>
    rowOf(branch, { drawn, otherwise, isLast: at === branches.length - 1 }),
  )
  const last = drawnRows.at(-1)?.turned ?? null
  const rows = withOwnNames(drawnRows)
  const chunks = Array.from({ length: Math.max(1, Math.ceil(rows.length / MOST_ROWS)) }, (_, at) =>
    rows.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS),
  )
  const idOf = (at: number): string => (at === 0 ? id : `${id}-more${at}`)
  const ways = chunks.flatMap((chunk, at): readonly PieceWay[] => [
    ...exitsOfRows(chunk).map((exit, row) => ({ from: idOf(at), exit, to: chunk[row]?.to ?? '' })),
    at + 1 < chunks.length
      ? { from: idOf(at), exit: 'else', within: idOf(at + 1) }
      : { from: idOf(at), exit: 'else', to: last ?? otherwise },
  ])
  const reasons = [...new Set(drawnRows.flatMap((row) => row.reasons))]
  return {
    nodes: chunks.map((chunk, at) => ({
      id: idOf(at),
      kind: 'condition',
      config: { rows: chunk.map(({ name, value, when }) => ({ name, value, when })) },
    })),
    ways,
    result: reasons.length > 0 ? 'changed' : 'carried',
    reasons,
  }
}

export function setVariables(drawn: Drawn): Piece {
  const all = pairsOf(drawn.state.properties['variables'])
  const values = new Map<string, string>()
  const reasons: string[] = []
  for (const { key, value } of all) {
    const name = variableName(key)
    const own = said(drawn, value, 500)
    if (name !== key) reasons.push(`“${key}” is called “${name}” here.`)
    reasons.push(...own.reasons)
    values.set(name, own.text)
  }
  if (values.size > MOST_VALUES)
    reasons.push(`Only the first ${MOST_VALUES} values are set: add a node for the others.`)
  return oneNode(drawn, {
    kind: 'set-value',
    config: { values: [...values].slice(0, MOST_VALUES).map(([name, text]) => ({ name, text })) },
    exits: { next: nextOf(drawn.state, 'next') },
    reasons: [...new Set(reasons)].slice(0, 20),
  })
}

export function subflow(drawn: Drawn): Piece {
  return oneNode(drawn, {
    kind: 'go-to-flow',
    config: { flow: '' },
    exits: { next: nextOf(drawn.state, 'completed') },
    reasons: [
      'Choose the flow to which it leads: import that one first, too.',
      ...(nextOf(drawn.state, 'failed') === '' ? [] : ['A flow cannot fail here, so that this way is gone.']),
    ],
  })
}

interface DrawnRow {
  readonly name: string
  readonly value: string
  readonly when: Readonly<Record<string, unknown>>
  readonly to: string
  /** Where all others lead, where what is asked is turned round. */
  readonly turned: string | null
  readonly reasons: readonly string[]
}

function rowOf(
  { next, conditions: [condition, ...more] }: StudioTransition,
  { drawn, otherwise, isLast }: { readonly drawn: Drawn; readonly otherwise: string; readonly isLast: boolean },
): DrawnRow {
  const argument = condition?.argument || textOf(drawn.state.properties['input'])
  const path = onlyPath(argument)
  const value = path === null ? null : drawn.known.nameOf(path)
  const { when, turned = false, reasons = [] } = condition ? comparisonOf(condition, drawn) : { when: {} }
  const isTurned = turned && isLast && more.length === 0
  const name = (ownName(condition?.name ?? '') || nameOfRow(condition)).slice(0, 36).toWellFormed().trim() || 'Row'
  return {
    name: isTurned ? `Not ${name}`.slice(0, 36).toWellFormed() : name,
    value: value ?? '',
    when: (turned && !isTurned) || more.length > 0 ? {} : when,
    to: isTurned ? otherwise : next,
    turned: isTurned ? next : null,
    reasons: [
      ...(value === null
        ? [
            `It compares “${(path ?? argument).slice(0, 60).toWellFormed()}”, which no call knows here: choose another value in its rows.`,
          ]
        : []),
      ...(turned && !isTurned ? ['A row cannot ask what a value is not: say in “' + name + '” what it is.'] : []),
      ...(more.length > 0
        ? [`Several things must hold at “${name}”: ask one of them, and the others in a condition behind it.`]
        : []),
      ...reasons,
    ],
  }
}

interface Compared {
  readonly when: Readonly<Record<string, unknown>>
  /** It is asked whether the value is not so. */
  readonly turned?: boolean
  readonly reasons?: readonly string[]
}

function comparisonOf({ type, value: written }: StudioCondition, drawn: Drawn): Compared {
  const { text, lost } = ourText(written.trim(), drawn.known.nameOf)
  const value = text.trim()
  const reasons = lostReasons(lost)
  const turned = /(^|_)not_/.test(type)
  const list = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  switch (type) {
    case 'is_blank':
    case 'is_not_blank':
      return { when: { is: type === 'is_blank' ? 'empty' : 'known' } }
    case 'equal_to':
    case 'not_equal_to':
      return value === ''
        ? { when: { is: type === 'equal_to' ? 'empty' : 'known' } }
        : { when: { is: 'equal', to: value }, turned, reasons }
    case 'matches_any_of':
    case 'does_not_match_any_of':
      return { when: { is: 'one-of', of: list.slice(0, 50) }, turned, reasons }
    case 'contains':
    case 'does_not_contain':
      return { when: { is: 'like', pattern: `*${asPattern(value)}*` }, turned, reasons }
    case 'starts_with':
    case 'does_not_start_with':
      return { when: { is: 'like', pattern: `${asPattern(value)}*` }, turned, reasons }
    case 'less_than':
    case 'is_before_time':
    case 'is_before_date':
      return { when: { is: 'before', than: onOurScale(value) }, reasons }
    case 'greater_than':
    case 'is_after_time':
    case 'is_after_date':
      return { when: { is: 'after', than: onOurScale(value) }, reasons }
    default:
      return {
        when: {},
        reasons: [
          `What “${type.slice(0, 40).toWellFormed()}” asks cannot be asked here: say in its rows what the value is.`,
        ],
      }
  }
}

function nameOfRow(condition: StudioCondition | undefined): string {
  if (!condition) return ''
  const words = condition.type.replaceAll('_', ' ')
  return condition.type === 'equal_to' ? condition.value.trim() : `${words} ${condition.value.trim()}`
}

/** Each row of a condition needs a name of its own, and one that is more than signs. */
function withOwnNames(rows: readonly DrawnRow[]): readonly DrawnRow[] {
  const taken = new Set<string>()
  return rows.map((row, at) => {
    const isFree = !taken.has(slug(row.name))
    const name = isFree ? row.name : `${row.name.slice(0, 32).toWellFormed()} ${at + 1}`
    taken.add(slug(name))
    return { ...row, name }
  })
}

function asPattern(text: string): string {
  return text.replaceAll(/[\\*?#]/g, '\\$&').slice(0, 98)
}

/** A time as people write it, as ours are written. */
function onOurScale(text: string): string {
  const [, hours = '', minutes = '', half = ''] = /^(\d{1,2}):(\d{2}) ?(am|pm)$/i.exec(text) ?? []
  if (half === '') return placeOn(text) === null ? text.slice(0, 40) : text
  const hour = (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
