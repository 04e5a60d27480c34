import type { FlowRemark } from '#flows/language/flow.ts'
import { byId, isSame, pick, type Settle, type ThreeDrawings } from './three-ways.ts'

/** The free notes of two people: in their order, then what I added. A note that one wrote on and the other removed is asked for. */
export function mergeRemarks({ base, mine, theirs }: ThreeDrawings, settle: Settle): readonly FlowRemark[] {
  const [before, own, other] = [base, mine, theirs].map(({ remarks = [] }) => byId(remarks))
  const ids = new Set([...(other?.keys() ?? []), ...(own?.keys() ?? [])])
  return [...ids].flatMap((id): FlowRemark[] => {
    const [was, my, their] = [before?.get(id), own?.get(id), other?.get(id)]
    const left = my ?? their
    if (!left || isSame(my, their)) return left ? [left] : []
    const words = { base: was?.text ?? null, mine: my?.text ?? null, theirs: their?.text ?? null }
    const text = pick(words, (sides) => settle({ kind: 'remark' }, `remark ${id}`, sides))
    if (text === null) return []
    const position = my && their && isSame(was?.position, my.position) ? their.position : left.position
    const merged = { id, text, position }
    return [[my, their].find((one) => one !== undefined && isSame(one, merged)) ?? merged]
  })
}
