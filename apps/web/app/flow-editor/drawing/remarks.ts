import type { Flow, FlowNode, FlowRemark } from '#flows/language/flow.ts'
import { boxesOf, collide, remarkBox } from './card-size.ts'

const MARK = 'note:'

/** What stands for a free note among the ids of nodes: no node's id can look like this. */
export function remarkKey(id: string): string {
  return `${MARK}${id}`
}

/** Lays an empty note on the drawing: at `wish`, or below what lies there. */
export function addRemark(flow: Flow, wish: FlowNode['position']): { readonly flow: Flow; readonly key: string } {
  const remarks = flow.remarks ?? []
  const id = freeRemarkId(remarks)
  const position = { x: Math.round(wish.x / 8) * 8, y: Math.round(wish.y / 8) * 8 }
  const boxes = boxesOf(flow)
  while (boxes.some((box) => collide(box, remarkBox({ text: '', position })))) position.y += 8
  return { flow: { ...flow, remarks: [...remarks, { id, text: '', position }] }, key: remarkKey(id) }
}

/** An id that no free note of the drawing has. */
export function freeRemarkId(remarks: readonly FlowRemark[]): string {
  return `note-${1 + remarks.reduce((most, { id }) => Math.max(most, Number(/^note-(\d+)$/.exec(id)?.[1] ?? 0)), 0)}`
}

/** Writes something else on a free note. */
export function changeRemark(flow: Flow, key: string, text: string): Flow {
  return withRemarks(
    flow,
    (flow.remarks ?? []).map((remark) => (remarkKey(remark.id) === key ? { ...remark, text } : remark)),
  )
}

/** Lays free notes elsewhere; the same flow when none is moved. */
export function moveRemarks(flow: Flow, places: ReadonlyMap<string, FlowNode['position']>): Flow {
  const isMoved = flow.remarks?.some(({ id, position }) => {
    const place = places.get(remarkKey(id))
    return place !== undefined && (place.x !== position.x || place.y !== position.y)
  })
  if (!isMoved) return flow
  return withRemarks(
    flow,
    (flow.remarks ?? []).map((remark) => ({
      ...remark,
      position: places.get(remarkKey(remark.id)) ?? remark.position,
    })),
  )
}

/** Takes free notes away; the same flow when none is meant. */
export function removeRemarks(flow: Flow, keys: ReadonlySet<string>): Flow {
  const left = flow.remarks?.filter(({ id }) => !keys.has(remarkKey(id)))
  return left === undefined || left.length === flow.remarks?.length ? flow : withRemarks(flow, left)
}

/** A flow without free notes is like one that never had any. */
function withRemarks({ remarks: _before, ...flow }: Flow, remarks: readonly FlowRemark[]): Flow {
  return remarks.length > 0 ? { ...flow, remarks: [...remarks] } : flow
}
