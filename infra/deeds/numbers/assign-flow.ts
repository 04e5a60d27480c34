import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { compile } from '#flows/language/compile.ts'
import { readFlow } from '#flows/language/flow.ts'
import type { Plan } from '#flows/language/plan.ts'
import { isolated } from '#flows/story/isolated.ts'
import { tagIds } from '../../db/contact/read-tags.ts'
import { Flow } from '../../db/flow/flow.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { numberPeople } from '../../db/number/number-people.ts'
import { refused } from '../../errors.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { linkedFor } from '../flows/linked-plans.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { aboutNumber } from './about-number.ts'
import { errorsTold } from './errors-told.ts'
import { needsPublishing } from './needs-publishing.ts'

/**
 * Lets a number answer with a flow: with its newest version, checked against this number's people. A flow that was never
 * published can be chosen for a number that answers no calls yet; publishing it then makes the number answer. `version`: null until the flow is published.
 */
export const assignFlow = deed({
  permission: 'number.settings',
  about: aboutNumber,
  input: z.strictObject({ number: z.guid(), flow: z.guid(), was: drawnFrom('flow') }),
  records: ['number.flow'],
  async act(em, { record }, input) {
    const locked = await em.findOne(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // of two who choose at once the second sees the first's
    if (!locked) return refused('number-not-found', { number: input.number })
    // not joined above: whoever has waited for the row would see what belonged to it before
    const number = await em.populate(locked, ['flow', 'live'])
    const flow = await em.findOne(Flow, { id: input.flow, deletedAt: null })
    if (!flow) return refused('flow-not-found', { flow: input.flow })
    if (!flow.isInUse()) return refused('flow-archived', { flow: flow.name })
    const merged = changedIn({
      now: { flow: number.flow?.id ?? '' },
      sent: { flow: flow.id },
      was: input.was,
      called: { flow: 'its flow' },
      worded: () => number.flow?.getEntity().name ?? '',
    })
    if (!merged.ok) return merged
    const live = await em.findOne(FlowVersion, { flow: flow.id }, { orderBy: { version: 'desc' } })
    if (needsPublishing({ answers: number.answersCalls() }, { version: live?.version ?? null }))
      return refused('flow-not-published', { flow: flow.name })
    let linkedPlan: Plan | null = null
    if (live) {
      const read = readFlow(live.document)
      if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
      const people = await numberPeople(em, number.id)
      const linked = await linkedFor(em, { id: flow.id, name: flow.name, plan: live.plan }, [people])
      if (linked.ok) linkedPlan = linked.plan
      const { issues: own } = compile(read.flow, { people, tags: await tagIds(em) })
      const issues = [...own, ...(linked.ok ? [] : linked.issues)]
      const errors = issues.filter(({ severity }) => severity === 'error')
      if (errors.length > 0)
        return refused('flow-unfit', {
          flow: isolated(flow.name),
          number: isolated(number.name),
          ...errorsTold(read.flow, errors),
          issues,
        })
    }
    const before = { flow: number.flow?.getEntity().name ?? null, version: number.live?.getEntity().version ?? null }
    em.assign(number, { flow, live, linkedPlan })
    await record({
      kind: 'number.flow',
      on: number,
      changed: { flow: [before.flow, flow.name], version: [before.version, live?.version ?? null] },
    })
    return { ok: true, version: live?.version ?? null }
  },
  afterwards: async (context, assigned, { number }) => ({
    ...assigned,
    ...(await tellCarrier(context, { numbers: [number] })),
  }),
})
