import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { canonicalJson } from '#flows/language/canonical-json.ts'
import { compile } from '#flows/language/compile.ts'
import { readFlow } from '#flows/language/flow.ts'
import type { Issue } from '#flows/language/issue.ts'
import type { CheckAround } from '#flows/language/node.ts'
import type { Plan } from '#flows/language/plan.ts'
import { tagIds } from '../../db/contact/read-tags.ts'
import { Flow } from '../../db/flow/flow.ts'
import { flowsAround } from '../../db/flow/flows-around.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { Member } from '../../db/member/member.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { numberPeople, type NumberPeople } from '../../db/number/number-people.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { draftRevision } from './draft-revision.ts'
import { linkedFor, relinked } from './linked-plans.ts'
import { missingUses } from './missing-uses.ts'
import { outsideRefusals } from './outside-refusals.ts'
import { staleDraft } from './write-draft.ts'

/**
 * Publishes a flow's draft: it becomes an immutable version, and every number of the flow answers with it from the next
 * call on. Publishing a draft that is published already makes no new version. It is checked against the people of each
 * of those numbers; one error refuses it. So does one that it would bring to a flow that leads here: the numbers of those
 * have its newest version in their next calls, too.
 * The answer has the version that answers calls now, the warnings that stay, and what the carrier could not be told.
 */
export const publishFlow = deed({
  permission: 'flows.publish',
  input: z.strictObject({
    flow: z.guid(),
    /** The draft that was looked at; when it is another one by now, nothing is published. Absent: whatever the draft is. */
    revision: z.string().max(100).optional(),
  }),
  records: ['flow.published'],
  async act(em, { who, record }, input) {
    const flow = await em.findOne(Flow, { id: input.flow, deletedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // versions have no gaps
    if (!flow) return refused('flow-not-found', { flow: input.flow })
    if (input.revision !== undefined && input.revision !== draftRevision(flow.draft)) return staleDraft(em, flow)
    const numbers = await em.find(
      PhoneNumber,
      { flow: flow.id },
      { orderBy: { e164: 'asc' }, populate: ['linkedPlan'] },
    )
    const people = []
    for (const number of numbers) people.push(await numberPeople(em, number.id))
    const around = { tags: await tagIds(em), flows: await flowsAround(em, flow.id) }
    const compiled = compileFor(flow.draft, { people, ...around })
    if (!compiled.ok) return compiled
    const missing = [
      ...(await missingUses(em, compiled.plan)),
      ...(await outsideRefusals(em, compiled.plan, flow.organisation)),
    ]
    if (missing.length > 0) return refused('flow-has-errors', { issues: [...missing, ...compiled.issues] })
    const published = { id: flow.id, name: flow.name, plan: compiled.plan }
    const linked = await linkedFor(em, published, people, published)
    if (!linked.ok) return refused('flow-has-errors', { issues: distinct([...linked.issues, ...compiled.issues]) })
    const others = await relinked(em, published)
    if (!others.ok) return refused('flow-has-errors', { issues: distinct([...others.issues, ...compiled.issues]) })
    const newest = await em.findOne(FlowVersion, { flow: flow.id }, { orderBy: { version: 'desc' } })
    const version = await versionOf(em, { flow, newest, plan: compiled.plan, publishedBy: who.member })
    const moved = numbers.filter(
      ({ live, linkedPlan }) => live?.id !== version.id || (linkedPlan?.hash ?? null) !== (linked.plan?.hash ?? null),
    )
    for (const number of moved) em.assign(number, { live: version, linkedPlan: linked.plan })
    for (const { number, plan } of others.numbers) em.assign(number, { linkedPlan: plan })
    await em.flush()
    const changed = {
      version: [newest?.version ?? null, version.version],
      numbers: [null, [...moved, ...others.numbers.map(({ number }) => number)].map(({ name }) => name).join(', ')],
    } as const
    if (version !== newest || moved.length + others.numbers.length > 0)
      await record({ kind: 'flow.published', on: flow, changed })
    return {
      ok: true,
      version: version.version,
      issues: compiled.issues,
      numbers: numbers.map(({ id }) => id),
      others: others.numbers.map(({ number }) => number.id),
    }
  },
  afterwards: async (context, { others, ...published }) => ({
    ...published,
    ...(await tellCarrier(context, { numbers: [...published.numbers, ...others] })),
  }),
})

function compileFor(
  draft: unknown,
  { people, ...around }: { readonly people: readonly NumberPeople[] } & Pick<CheckAround, 'tags' | 'flows'>,
): { readonly ok: true; readonly plan: Plan; readonly issues: readonly Issue[] } | Refusal {
  const read = readFlow(draft)
  if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
  const compiled = (people.length > 0 ? people : [null]).map((one) => compile(read.flow, { people: one, ...around }))
  const issues = distinct(compiled.flatMap((one) => one.issues))
  const [first] = compiled
  if (!first?.ok || compiled.some((one) => !one.ok)) return refused('flow-has-errors', { issues })
  return { ok: true, plan: first.plan, issues }
}

/** The flow's newest version when it is this very draft, else a new one. */
async function versionOf(
  em: EntityManager,
  { flow, newest, plan, publishedBy }: { flow: Flow; newest: FlowVersion | null; plan: Plan; publishedBy: string },
): Promise<FlowVersion> {
  if (newest && newest.hash === plan.hash && canonicalJson(newest.document) === canonicalJson(flow.draft)) return newest
  const version = em.create(FlowVersion, {
    organisation: flow.organisation,
    flow,
    version: (newest?.version ?? 0) + 1,
    document: flow.draft,
    plan,
    hash: plan.hash,
    publishedBy: em.getReference(Member, publishedBy),
  })
  await em.flush()
  return version
}

/** What is wrong for several numbers is said once. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}
