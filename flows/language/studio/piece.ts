import { shortLine } from '../../story/one-line.ts'
import type { KnownStudio } from './known.ts'
import { ourText } from './liquid.ts'
import { numberOf, textOf, type StudioState } from './studio-document.ts'

/** What a widget becomes. */
export interface Piece {
  /** The first is where calls come to it; none: they go on by `passes`. */
  readonly nodes: readonly PieceNode[]
  /** The widget to which calls go on that find nothing here; empty where they end. */
  readonly passes?: string
  readonly ways: readonly PieceWay[]
  readonly result: 'carried' | 'changed' | 'left-out'
  /** What to know of it, in whole sentences. */
  readonly reasons: readonly string[]
  /** Widgets that are part of this one, and how. */
  readonly takesIn?: readonly { readonly name: string; readonly as: string }[]
}

export interface PieceNode {
  readonly id: string
  readonly kind: string
  readonly config: Readonly<Record<string, unknown>>
  /** Absent: the widget's own. */
  readonly title?: string
}

/** Where an exit leads: to a widget by its name (empty: the flow ends), or to another node of the same piece. */
export type PieceWay = { readonly from: string; readonly exit: string } & (
  | { readonly to: string }
  | { readonly within: string }
)

/** What a widget is drawn from. */
export interface Drawn {
  readonly state: StudioState
  readonly id: string
  readonly known: KnownStudio
  /** The language that most of the flow speaks. */
  readonly language: string
}

/** A widget that becomes one node. */
export function oneNode(
  { id }: Pick<Drawn, 'id'>,
  {
    kind,
    config,
    exits,
    reasons,
  }: {
    readonly kind: string
    readonly config: PieceNode['config']
    /** The widgets to which its exits lead. */
    readonly exits: Readonly<Record<string, string>>
    readonly reasons: readonly string[]
  },
): Piece {
  return {
    nodes: [{ id, kind, config }],
    ways: Object.entries(exits).map(([exit, to]) => ({ from: id, exit, to })),
    result: reasons.length > 0 ? 'changed' : 'carried',
    reasons,
  }
}

/** A widget for which there is nothing here. */
export function leftOut(reason: string, passes: string): Piece {
  return { nodes: [], passes, ways: [], result: 'left-out', reasons: [reason] }
}

/** A text of a widget in our words and not longer than its field takes, with what is to be said of it. */
export function said(
  { known }: Pick<Drawn, 'known'>,
  liquid: unknown,
  most: number,
): { readonly text: string; readonly reasons: readonly string[] } {
  const { text, lost } = ourText(textOf(liquid), known.nameOf)
  const isLong = text.length > most
  return {
    text: isLong ? text.slice(0, most).toWellFormed() : text,
    reasons: [...lostReasons(lost), ...(isLong ? [`Its text is cut off after ${most} characters: shorten it.`] : [])],
  }
}

/** What to say of values that have no counterpart. */
export function lostReasons(lost: readonly string[]): readonly string[] {
  if (lost.length === 0) return []
  const names = [...new Set(lost)].slice(0, 10).map((one) => `“${shortLine(one, 60)}”`)
  return [`Left out of its texts, as there is no such thing here: ${names.join(', ')}.`]
}

/** A number of a widget within what our field takes. */
export function bounded(
  value: unknown,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  const number = numberOf(value)
  return number === null ? usual : Math.min(most, Math.max(least, Math.round(number)))
}
