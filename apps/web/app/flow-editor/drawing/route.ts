import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { CARD, cardHeight } from './card-size.ts'
import { entryPlace, exitPlace, type Entry } from './exit-place.ts'

export type Point = FlowNode['position']

/** Cards by the columns of the canvas that they touch, so that few are looked at for each piece of a way. */
type Columns = ReadonlyMap<number, readonly Box[]>

interface Box {
  readonly id: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** How far from its card a connection may turn first; the room before that is for its "+". */
const FIRST_TURN = 38
/** Between connections that leave the same card. */
const LANE = 9
/** Straight pieces before an arrow's head. */
const APPROACH = 18
/** A gap between two cards in which there is room to turn. */
const NARROW = 8
/** Between a connection and a card that it passes. */
const BESIDE = 14
/** Width of a column. */
const COLUMN = 256
/** How many ways around are tried before one is drawn across a card. */
const MOST_TRIED = 60

/** Where the "+" of a connection stands: beside its exit, so that those of two exits never overlap. */
export function plusPlace([start]: readonly Point[]): Point {
  return { x: (start?.x ?? 0) + 20, y: start?.y ?? 0 }
}

/**
 * The ways of all connections, by `from:exit`: straight pieces that leave a card to the right, keep apart from the others
 * of the same card, and go around cards that stand between.
 * @param only nodes whose connections are wanted; absent, all.
 */
export function routes(
  flow: Flow,
  entries: ReadonlyMap<string, Entry>,
  only?: Only,
): ReadonlyMap<string, readonly Point[]> {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const boxes = flow.nodes.map(boxOf)
  const columns = columnsOf(boxes)
  const lanes = lanesOf(flow, { nodes, entries, only })
  const found = new Map<string, readonly Point[]>()
  for (const { from, exit, to } of flow.edges) {
    const [source, target] = [nodes.get(from), nodes.get(to)]
    if (!source || !target || (only && !only.has(from) && !only.has(to))) continue
    const key = `${from}:${exit}`
    const entry = entries.get(to) ?? 'left'
    const lane = lanes.get(key) ?? 0
    found.set(
      key,
      route({
        start: exitPlace(flow, source, exit),
        end: entryPlace(target, entry),
        entry,
        lane,
        from,
        to,
        boxes,
        columns,
      }),
    )
  }
  return found
}

/** Points as a path with round corners. */
export function pathOf(points: readonly Point[], radius = 10): string {
  const turns = points.slice(1, -1).map((corner, index) => {
    const [before, after] = [points[index] ?? corner, points[index + 2] ?? corner]
    const size = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    const [to, on] = [towards(corner, before, size), towards(corner, after, size)]
    return `L${to.x},${to.y} Q${corner.x},${corner.y} ${on.x},${on.y}`
  })
  const [start, end] = [points[0], points.at(-1)]
  return start && end ? [`M${start.x},${start.y}`, ...turns, `L${end.x},${end.y}`].join(' ') : ''
}

/** Which of several connections turns first, so that those of one card do not cross each other. */
function lanesOf(
  flow: Flow,
  {
    nodes,
    entries,
    only,
  }: {
    readonly nodes: ReadonlyMap<string, FlowNode>
    readonly entries: ReadonlyMap<string, Entry>
    readonly only: Only | undefined
  },
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>()
  const leaving = Map.groupBy(flow.edges, (edge) => edge.from)
  for (const [from, edges] of leaving) {
    const source = nodes.get(from)
    if (!source || (only && !only.has(from) && !edges.some(({ to }) => only.has(to)))) continue
    const drawn = edges.flatMap((edge) => {
      const target = nodes.get(edge.to)
      if (!target) return []
      const start = exitPlace(flow, source, edge.exit)
      return [
        {
          key: `${from}:${edge.exit}`,
          y: start.y,
          goesUp: entryPlace(target, entries.get(edge.to) ?? 'left').y < start.y,
        },
      ]
    })
    const up = drawn.filter(({ goesUp }) => goesUp).toSorted((a, b) => a.y - b.y)
    const down = drawn.filter(({ goesUp }) => !goesUp).toSorted((a, b) => b.y - a.y)
    for (const side of [up, down]) side.forEach(({ key }, index) => lanes.set(key, index))
  }
  return lanes
}

type Only = { has(id: string): boolean }

interface Asked {
  readonly start: Point
  readonly end: Point
  readonly entry: Entry
  readonly lane: number
  readonly from: string
  readonly to: string
  readonly boxes: readonly Box[]
  readonly columns: Columns
}

function route(asked: Asked): readonly Point[] {
  const { start, end, entry } = asked
  const turn = firstTurn(asked)
  const plain =
    entry === 'top' ? fromAbove(start, end, { turn, across: end.y - APPROACH }) : fromTheLeft(start, end, { turn })
  const isForward = entry === 'top' ? end.y - APPROACH > start.y : end.x - start.x >= NARROW
  if (isForward && isClear(plain, asked)) return plain
  return waysAround(asked, turn).find((way) => isClear(way, asked)) ?? plain
}

function firstTurn({ start, end, entry, lane }: Asked): number {
  const turn = start.x + FIRST_TURN + lane * LANE
  if (entry === 'top' || end.x - start.x < NARROW) return turn
  return Math.min(turn, Math.max(end.x - APPROACH, (start.x + end.x) / 2))
}

function fromTheLeft(start: Point, end: Point, { turn }: { readonly turn: number }): readonly Point[] {
  return straight([start, { x: turn, y: start.y }, { x: turn, y: end.y }, end])
}

function fromAbove(
  start: Point,
  end: Point,
  { turn, across }: { readonly turn: number; readonly across: number },
): readonly Point[] {
  if (end.x >= turn && start.y < across) return straight([start, { x: end.x, y: start.y }, end])
  return straight([start, { x: turn, y: start.y }, { x: turn, y: across }, { x: end.x, y: across }, end])
}

/** Ways around cards, the shortest first: along the top or the bottom of some card. */
function waysAround({ start, end, entry, lane, boxes }: Asked, turn: number): readonly (readonly Point[])[] {
  const beside = BESIDE + lane * LANE
  const last = end.x - APPROACH - lane * LANE
  const [from, to] = [Math.min(turn, last), Math.max(turn, last)]
  const between = boxes.filter(({ left, right }) => right > from - COLUMN && left < to + COLUMN)
  const levels = [...new Set(between.flatMap(({ top, bottom }) => [top - beside, bottom + beside]))]
  const near = levels.toSorted((a, b) => detour(a, start, end) - detour(b, start, end)).slice(0, MOST_TRIED)
  const turns = [
    turn,
    ...boxes.filter(({ right }) => right > turn && right < start.x + 4 * CARD.width).map(({ right }) => right + beside),
  ]
  if (entry === 'top') {
    const across = end.y - APPROACH - lane * LANE
    return turns
      .slice(0, MOST_TRIED)
      .flatMap((x) => [straight([start, { x, y: start.y }, { x, y: across }, { x: end.x, y: across }, end])])
      .concat(
        near.map((y) =>
          straight([
            start,
            { x: turn, y: start.y },
            { x: turn, y },
            { x: last - CARD.width / 2, y },
            { x: last - CARD.width / 2, y: across },
            { x: end.x, y: across },
            end,
          ]),
        ),
      )
  }
  return near.map((y) =>
    straight([start, { x: turn, y: start.y }, { x: turn, y }, { x: last, y }, { x: last, y: end.y }, end]),
  )
}

function detour(y: number, start: Point, end: Point): number {
  return Math.abs(y - start.y) + Math.abs(y - end.y)
}

/** Without points that turn nowhere. */
function straight(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    if (!before || !after) return true
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y))
  })
}

function isClear(points: readonly Point[], { from, to, columns }: Asked): boolean {
  return points.every((point, index) => {
    const next = points[index + 1]
    if (!next) return true
    const [left, right] = point.x < next.x ? [point.x, next.x] : [next.x, point.x]
    const [top, bottom] = point.y < next.y ? [point.y, next.y] : [next.y, point.y]
    for (let column = columnOf(left - BESIDE); column <= columnOf(right + BESIDE); column += 1) {
      for (const box of columns.get(column) ?? []) {
        const room = box.id === from || box.id === to ? -1 : BESIDE / 2
        const isApart =
          right <= box.left - room || left >= box.right + room || bottom <= box.top - room || top >= box.bottom + room
        if (!isApart) return false
      }
    }
    return true
  })
}

function columnsOf(boxes: readonly Box[]): Columns {
  const columns = new Map<number, Box[]>()
  for (const box of boxes) {
    for (let column = columnOf(box.left); column <= columnOf(box.right); column += 1) {
      const there = columns.get(column)
      if (there) there.push(box)
      else columns.set(column, [box])
    }
  }
  return columns
}

function columnOf(x: number): number {
  return Math.floor(x / COLUMN)
}

function boxOf(node: FlowNode): Box {
  const { id, position } = node
  return {
    id,
    left: position.x,
    right: position.x + CARD.width,
    top: position.y,
    bottom: position.y + cardHeight(node),
  }
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by }
}
