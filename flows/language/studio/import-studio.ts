import { shortLine } from '../../story/one-line.ts'
import { documentOf, type FlowDocument } from '../document.ts'
import { exitsOf } from '../exits.ts'
import { readFlow, type FlowNode } from '../flow.ts'
import { recordOf } from '../path.ts'
import { END_ID, knownStudio, START_ID, titleOf, type KnownStudio } from './known.ts'
import type { Drawn, Piece } from './piece.ts'
import { languageOfFlow } from './spoken.ts'
import { nextOf, readStudio, type StudioFlow, type StudioState } from './studio-document.ts'
import { pieceOf } from './widgets.ts'

/** What came of one widget. */
export interface ImportedWidget {
  readonly widget: string
  /** As Studio calls it, such as `say-play`. */
  readonly type: string
  /** `changed`: it is there, but not all of it, or it is to be looked at. */
  readonly result: Piece['result']
  /** The nodes that it became. */
  readonly nodes: readonly string[]
  readonly reason: string
}

export type ImportedStudio =
  | { readonly ok: true; readonly flow: FlowDocument; readonly report: readonly ImportedWidget[] }
  | { readonly ok: false; readonly why: string }

/**
 * Makes a draft of a flow of Twilio Studio, with what became of each widget. What calls never come to is left out, and what Studio
 * ends is hung up on. The draft need not be finished: `check` says what is missing.
 * @param json a parsed flow definition; whatever it is, it is an import or a refusal.
 */
export function importStudio(json: unknown): ImportedStudio {
  const read = readStudio(json)
  if (!read.ok) return read
  const known = knownStudio(read.flow)
  const start = startOf(read.flow, known)
  const drawing = new Drawing({ known, language: languageOfFlow(read.flow) })
  drawing.drawFrom(start.next)
  const first = drawing.nodeFor(start.next)
  const begin: FlowNode = {
    id: START_ID,
    kind: 'incoming-call',
    title: 'Incoming call',
    config: { language: drawing.language },
    position: start.trigger ? placeOf(start.trigger) : { x: 0, y: 0 },
  }
  const edges = [{ from: START_ID, exit: 'next', to: first ?? END_ID }, ...drawing.edges()]
  const ends = edges.some(({ to }) => to === END_ID)
  const flow = readFlow({
    format: 1,
    name: shortLine(read.flow.description, 80) || 'Imported from Studio',
    nodes: [begin, ...drawing.nodes(), ...(ends ? [endNode([begin, ...drawing.nodes()])] : [])],
    edges,
  })
  if (!flow.ok) {
    const [problem] = flow.problems
    return { ok: false, why: `What it becomes is no flow here: ${problem?.message ?? 'nobody knows why.'}` }
  }
  return { ok: true, flow: documentOf(flow.flow), report: reportOf(read.flow, { known, drawing, start }) }
}

/** The pieces that calls come to, in the order in which they do. */
class Drawing {
  readonly pieces = new Map<string, Piece>()
  readonly known: KnownStudio
  readonly language: string

  constructor({ known, language }: Pick<Drawn, 'known' | 'language'>) {
    this.known = known
    this.language = language
  }

  /** Draws a widget and all that it leads to. */
  drawFrom(name: string): void {
    const waiting = [name]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const piece = this.pieces.has(next) ? null : this.#pieceFor(next)
      if (!piece) continue
      waiting.push(...[piece.passes ?? '', ...piece.ways.map((way) => ('to' in way ? way.to : ''))].toReversed())
    }
  }

  /** Where calls are that come to a widget: what is left out leads on. Null: nowhere. */
  nodeFor(name: string): string | null {
    const seen = new Set<string>()
    for (let at = name; !seen.has(at);) {
      seen.add(at)
      const piece = this.#pieceFor(at)
      const [node] = piece?.nodes ?? []
      if (node) return node.id
      at = piece?.passes ?? ''
    }
    return null
  }

  nodes(): readonly FlowNode[] {
    return [...this.pieces].flatMap(([name, piece], index) => {
      const state = this.known.states.get(name)
      if (!state) return []
      const { x, y } = placeOf(state, index + 1)
      return piece.nodes.map(({ id, kind, config, title }, at): FlowNode => ({
        id,
        kind,
        title: title ?? (at === 0 ? titleOf(name) : shortLine(`${titleOf(name)} ${at + 1}`, 80)),
        config: { ...config },
        position: { x: x + at * 40, y: y + at * 120 },
      }))
    })
  }

  /** All connections; an exit at which Studio ends the flow, and we would ask where it leads, ends the call. */
  edges(): readonly { readonly from: string; readonly exit: string; readonly to: string }[] {
    return [...this.pieces.values()].flatMap(({ nodes, ways }) =>
      nodes.flatMap(({ id, kind, config }) =>
        exitsOf({ kind, config: { ...config } }).flatMap(({ name, mustConnect }) => {
          const way = ways.find(({ from, exit }) => from === id && exit === name)
          const to = way === undefined ? null : 'within' in way ? way.within : this.nodeFor(way.to)
          return to === null
            ? mustConnect
              ? [{ from: id, exit: name, to: END_ID }]
              : []
            : [{ from: id, exit: name, to }]
        }),
      ),
    )
  }

  #pieceFor(name: string): Piece | null {
    const before = this.pieces.get(name)
    const state = this.known.states.get(name)
    const id = this.known.ids.get(name)
    if (before || !state || id === undefined || state.type === 'trigger') return before ?? null
    const piece = pieceOf({ state, id, known: this.known, language: this.language })
    this.pieces.set(name, piece)
    return piece
  }
}

interface Start {
  readonly trigger: StudioState | null
  readonly event: string
  readonly next: string
}

/** Where a call begins: at what follows an incoming call, or else at whatever else begins the flow. */
function startOf({ initial }: StudioFlow, { states }: KnownStudio): Start {
  const first = states.get(initial)
  const trigger =
    first?.type === 'trigger' ? first : ([...states.values()].find(({ type }) => type === 'trigger') ?? null)
  if (!trigger) return { trigger, event: '', next: first ? initial : ([...states.keys()][0] ?? '') }
  const event = ['incomingCall', 'incomingParent', 'incomingRequest', 'restApi'].find(
    (one) => nextOf(trigger, one) !== '',
  )
  return { trigger, event: event ?? '', next: event === undefined ? '' : nextOf(trigger, event) }
}

function reportOf(
  { states }: StudioFlow,
  { known, drawing, start }: { readonly known: KnownStudio; readonly drawing: Drawing; readonly start: Start },
): readonly ImportedWidget[] {
  const takenIn = new Map(
    [...drawing.pieces.values()].flatMap(({ takesIn = [] }) => takesIn.map(({ name, as }) => [name, as])),
  )
  return states.map((state): ImportedWidget => {
    const about = { widget: shortLine(state.name, 200), type: shortLine(state.type, 200) }
    if (state === start.trigger) return { ...about, ...triggerReport(state, start) }
    const piece = known.states.get(state.name) === state ? drawing.pieces.get(state.name) : undefined
    if (piece)
      return {
        ...about,
        result: piece.result,
        nodes: piece.nodes.map(({ id }) => id),
        reason: piece.reasons.join(' ') || 'It is carried over as it is.',
      }
    const as = takenIn.get(state.name)
    if (as !== undefined) return { ...about, result: 'carried', nodes: [], reason: as }
    const reason =
      known.states.get(state.name) === state ? NOT_REACHED : 'Its name is missing, or another widget has it.'
    return { ...about, result: 'left-out', nodes: [], reason }
  })
}

const NOT_REACHED = 'No incoming call comes to it: it belongs to messages or requests, or nothing leads there.'

function triggerReport(state: StudioState, { event }: Start): Pick<ImportedWidget, 'result' | 'nodes' | 'reason'> {
  const others = state.transitions.filter((one) => one.next !== '' && one.event !== event).map((one) => one.event)
  const begins =
    event === 'incomingCall'
      ? ''
      : event === ''
        ? 'Nothing follows an incoming call: the call is hung up.'
        : `Nothing follows an incoming call: what follows “${event}” does here.`
  const left =
    others.length === 0
      ? ''
      : `Only calls come in here: left out is what follows ${[...new Set(others)].map((one) => `“${shortLine(one, 60)}”`).join(', ')}.`
  const reason = [begins, left].filter((one) => one !== '').join(' ')
  return {
    result: reason === '' ? 'carried' : 'changed',
    nodes: [START_ID],
    reason: reason || 'It is carried over as it is.',
  }
}

function endNode(others: readonly FlowNode[]): FlowNode {
  const y = others.reduce((low, { position }) => Math.max(low, position.y), 0) + 240
  return { id: END_ID, kind: 'hang-up', title: 'End of the call', config: {}, position: { x: 0, y } }
}

/** Where a widget lies; one that says nothing of that lies below the one before it. */
function placeOf({ properties }: StudioState, index = 0): { readonly x: number; readonly y: number } {
  const { x, y } = recordOf(properties['offset'])
  return { x: coordinate(x) ?? 0, y: coordinate(y) ?? index * 200 }
}

function coordinate(value: unknown): number | null {
  const isPlace = typeof value === 'number' && Number.isFinite(value)
  return isPlace ? Math.max(-100_000, Math.min(100_000, Math.round(value))) : null
}
