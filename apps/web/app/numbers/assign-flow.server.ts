import { z } from 'zod'
import { compile } from '#flows/compile.ts'
import { readFlow } from '#flows/flow.ts'
import { isolated } from '#flows/isolated.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { errorsTold } from './errors-told.ts'

export const assignFlowInput = z.strictObject({ number: z.guid(), flow: z.guid() })

/** `version`: null until the flow is published. */
export type AssignedFlow = { readonly ok: true; readonly version: number | null; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/**
 * Lets a number answer with a flow: with its newest version, checked against this number's people. A flow that was never
 * published can be chosen for a number that answers no calls yet; publishing it then makes the number answer.
 */
export async function assignFlow(context: DeedContext, input: z.output<typeof assignFlowInput>): Promise<AssignedFlow> {
  const { db, organisation, provision } = context
  const assigned = await db.withOrganisation(organisation, async (em) => {
    const number = await em.findOne(PhoneNumber, { id: input.number }, { populate: ['flow', 'live'] })
    if (!number) return refused('number-not-found', { number: input.number })
    const flow = await em.findOne(Flow, { id: input.flow })
    if (!flow) return refused('flow-not-found', { flow: input.flow })
    const live = await em.findOne(FlowVersion, { flow: flow.id }, { orderBy: { version: 'desc' } })
    if (!live && number.answersCalls()) return refused('flow-not-published', { flow: flow.name })
    if (live) {
      const read = readFlow(live.document)
      if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
      const { issues } = compile(read.flow, { people: await numberPeople(em, number.id) })
      const errors = issues.filter(({ severity }) => severity === 'error')
      if (errors.length > 0) return refused('flow-unfit', { flow: isolated(flow.name), number: isolated(number.name), ...errorsTold(read.flow, errors), issues })
    }
    const before = { flow: number.flow?.$.name ?? null, version: number.live?.$.version ?? null }
    em.assign(number, { flow, live })
    await recordDeed(em, { by: context, kind: 'number.flow', on: number, changed: { flow: [before.flow, flow.name], version: [before.version, live?.version ?? null] } })
    return { ok: true as const, version: live?.version ?? null }
  })
  if (!assigned.ok) return assigned
  return { ...assigned, troubles: await provisionNumbers(db, { organisation, numbers: [input.number], provision }) }
}
