import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { canonicalJson } from '#flows/canonical-json.ts'
import { compile } from '#flows/compile.ts'
import { readFlow } from '#flows/flow.ts'
import type { Issue } from '#flows/issue.ts'
import type { Plan } from '#flows/plan.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { numberPeople, type NumberPeople } from '#infra/db/number/number-people.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { draftRevision } from './draft-revision.server.ts'

export const publishFlowInput = z.strictObject({
  flow: z.guid(),
  /** The draft that was looked at; when it is another one by now, nothing is published. Absent: whatever the draft is. */
  revision: z.string().max(100).optional(),
})

/** The version that answers calls now, with the warnings that stay and what the carrier could not be told. */
export type Published =
  | { readonly ok: true; readonly version: number; readonly issues: readonly Issue[]; readonly numbers: readonly string[]; readonly troubles: readonly ProvisionTrouble[] }
  | Refusal

/**
 * Publishes a flow's draft: it becomes an immutable version, and every number of the flow answers with it from the next
 * call on. Publishing a draft that is published already makes no new version. It is checked against the people of each
 * of those numbers; one error refuses it.
 */
export async function publishFlow(context: DeedContext, input: z.output<typeof publishFlowInput>): Promise<Published> {
  const { db, organisation, actor, provision } = context
  const published = await db.withOrganisation(organisation, async (em) => {
    const flow = await em.findOne(Flow, { id: input.flow }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // versions have no gaps
    if (!flow) return refused('flow-not-found', { flow: input.flow })
    if (input.revision !== undefined && input.revision !== draftRevision(flow.draft)) {
      const by = flow.draftSavedBy ? await em.findOne(Member, { id: flow.draftSavedBy.id }) : null
      return refused('flow-draft-stale', { savedBy: by?.name ?? null, savedAt: flow.draftSavedAt.toISOString(), revision: draftRevision(flow.draft), document: flow.draft })
    }
    const numbers = await em.find(PhoneNumber, { flow: flow.id }, { orderBy: { e164: 'asc' } })
    const people = []
    for (const number of numbers) people.push(await numberPeople(em, number.id))
    const compiled = compileFor(flow.draft, people)
    if (!compiled.ok) return compiled
    const newest = await em.findOne(FlowVersion, { flow: flow.id }, { orderBy: { version: 'desc' } })
    const version = await versionOf(em, { flow, newest, plan: compiled.plan, publishedBy: actor })
    const moved = numbers.filter(({ live }) => live?.id !== version.id)
    for (const number of moved) em.assign(number, { live: version })
    await em.flush()
    const changed = { version: [newest?.version ?? null, version.version], numbers: [null, moved.map(({ name }) => name).join(', ')] } as const
    if (version !== newest || moved.length > 0) await recordDeed(em, { by: context, kind: 'flow.published', on: flow, changed })
    return { ok: true as const, version: version.version, issues: compiled.issues, numbers: numbers.map(({ id }) => id) }
  })
  if (!published.ok) return published
  return { ...published, troubles: await provisionNumbers(db, { organisation, numbers: published.numbers, provision }) }
}

function compileFor(draft: unknown, people: readonly NumberPeople[]): { readonly ok: true; readonly plan: Plan; readonly issues: readonly Issue[] } | Refusal {
  const read = readFlow(draft)
  if (!read.ok) return refused('flow-unreadable', { problems: read.problems })
  const compiled = (people.length > 0 ? people : [null]).map((around) => compile(read.flow, { people: around }))
  const issues = distinct(compiled.flatMap((one) => one.issues))
  const [first] = compiled
  if (!first?.ok || compiled.some((one) => !one.ok)) return refused('flow-has-errors', { issues })
  return { ok: true, plan: first.plan, issues }
}

/** The flow's newest version when it is this very draft, else a new one. */
async function versionOf(em: EntityManager, { flow, newest, plan, publishedBy }: { flow: Flow; newest: FlowVersion | null; plan: Plan; publishedBy: string }): Promise<FlowVersion> {
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
