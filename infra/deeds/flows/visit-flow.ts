import { z } from 'zod'
import { Flow } from '../../db/flow/flow.ts'
import { leaveFlow, visitFlow as noteVisit } from '../../db/flow/visit-flow.ts'
import { refused } from '../../errors.ts'
import { unrecordedDeed } from '../deed.ts'

/** Notes that somebody has a flow open, or closes it. `others`: the names of all others who have it open; of none to whoever leaves. */
export const visitFlow = unrecordedDeed({
  permission: 'flows.see',
  input: z.strictObject({ flow: z.guid(), leaving: z.boolean() }),
  unrecordedAs: 'to look at a flow changes nothing, and is said every few seconds',
  async act(em, { organisation, who }, { flow, leaving }) {
    const { member } = who
    if ((await em.count(Flow, { id: flow })) === 0) return refused('flow-not-found', { flow })
    if (!leaving) return { ok: true, others: await noteVisit(em, { organisation, flow, member }) }
    await leaveFlow(em, { flow, member })
    return { ok: true, others: [] }
  },
})
