import { readFlow, type Flow as Drawing } from '#flows/language/flow.ts'
import { canonicalJson } from '#flows/language/canonical-json.ts'
import type { Issue } from '#flows/language/issue.ts'
import type { FlowsAround } from '#flows/language/known-flows.ts'
import type { ThingsThere } from '#flows/language/missing-things.ts'
import { sha256 } from '#flows/language/sha256.ts'
import { usesOf } from '#flows/language/uses.ts'
import { Call } from '#infra/db/call/call.ts'
import { Tag } from '#infra/db/contact/tag.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { flowsAround } from '#infra/db/flow/flows-around.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { readSetAside } from '#infra/db/flow/read-set-aside.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { numberPeople, type NumberPeople } from '#infra/db/number/number-people.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { telephone, type Telephone } from '../words/telephone.server.ts'
import type { EditorPerson, EditorThing } from './editor-context.ts'
import { changes } from './words/changes.ts'
import { Schedule } from '#infra/db/schedule/schedule.ts'
import { Secret } from '#infra/db/secret/secret.ts'
import { refusedAddresses } from '#infra/deeds/flows/outside-refusals.ts'
import { issuesFor } from './words/issues-for.ts'
import { namesOf } from './words/names-of.ts'
import { withoutAddresses } from './without-addresses.ts'

/** What the browser need not find out before something is drawn. */
export interface Judged {
  readonly issues: readonly Issue[]
  /** How many changes are not in the live version. */
  readonly unpublished: number
}

/** What surrounds a drawing: by what it is judged, and what it is compared with. */
export interface Surroundings extends Around {
  readonly live: LiveVersion | null
  /** Calls that run by this flow now. They end as they began. */
  readonly openCalls: number
}

/** Those by whom a drawing is judged. */
export interface Around {
  readonly numbers: readonly FlowNumber[]
  /** Who may ring for each of the numbers; nobody's address. */
  readonly around: readonly NumberPeople[]
  /** The flows to which it may lead, with itself. */
  readonly flows: FlowsAround
  /** Everybody whom a flow may name. */
  readonly people: readonly EditorPerson[]
  /** Opening hours that flows share, by name. */
  readonly schedules: readonly EditorThing[]
  /** The tags for which a flow may ask. */
  readonly tags: readonly EditorThing[]
  /** What else it may name, and which of the addresses in its draft must not be called. */
  readonly there: ThingsThere
}

/** The newest published version, by which the flow's numbers answer. */
export interface LiveVersion {
  readonly version: number
  readonly document: Drawing
  /** ISO 8601. */
  readonly publishedAt: string
}

export interface FlowNumber extends Telephone {
  readonly id: string
  readonly name: string
  readonly e164: string
}

/**
 * A drawing with all that the editor needs; null when there is no such flow.
 * @param meantFor a number that does not answer with the flow yet and is to: it is judged by its people too.
 */
export async function readEditor(
  em: EntityManager,
  id: string,
  { meantFor = null }: { readonly meantFor?: string | null } = {},
) {
  const flow = await em.findOne(Flow, { id, deletedAt: null })
  if (!flow) return null
  const read = readFlow(flow.draft)
  const drawing = read.ok
    ? { draft: read.flow }
    : { problems: read.problems, unreadable: JSON.stringify(flow.draft, null, 2) }
  const surroundings = await readSurroundings(em, flow.id)
  const other =
    meantFor === null || surroundings.numbers.some((number) => number.id === meantFor)
      ? null
      : await em.findOne(PhoneNumber, { id: meantFor })
  const around = other
    ? [...surroundings.around, withoutAddresses(await numberPeople(em, other.id))]
    : surroundings.around
  const names = namesOf(surroundings)
  return {
    flow: { id: flow.id, name: flow.name },
    ...drawing,
    judged: read.ok
      ? {
          issues: issuesFor(read.flow, around, {
            tags: new Set(surroundings.tags.map((tag) => tag.id)),
            flows: surroundings.flows,
            there: surroundings.there,
          }),
          unpublished: surroundings.live ? changes(surroundings.live.document, read.flow, names).length : 0,
        }
      : null,
    revision: sha256(canonicalJson(flow.draft)), // as `draft-revision.server.ts` names it
    aside: await readSetAside(em, flow),
    ...surroundings,
    judgedBy: aroundRevision(surroundings),
    around,
  }
}

/** A number that answers with another flow or none, and could answer with this one. */
export interface OtherNumber extends FlowNumber {
  /** The name of the flow that answers now. */
  readonly answersWith: string | null
}

/** The numbers that a flow could be put on as well, and the people of the one for which it is meant. */
export async function readOtherNumbers(
  em: EntityManager,
  { flow, meantFor }: { readonly flow: string; readonly meantFor: string | null },
) {
  const numbers = await em.find(
    PhoneNumber,
    { $or: [{ flow: null }, { flow: { $ne: flow } }] },
    { orderBy: { name: 'asc' }, populate: ['flow'] },
  )
  const others = numbers.map((number): OtherNumber => ({ ...shown(number), answersWith: number.flow?.$.name ?? null }))
  const meant = others.find(({ id }) => id === meantFor)
  return { others, meant: meant ? { ...meant, people: withoutAddresses(await numberPeople(em, meant.id)) } : null }
}

/** The same without the drawing, to be asked again before publishing. */
export async function readSurroundings(em: EntityManager, flow: string): Promise<Surroundings> {
  const newest = await em.findOne(FlowVersion, { flow }, { orderBy: { version: 'desc' } })
  const document = newest && readFlow(newest.document)
  return {
    ...(await readAround(em, flow)),
    live:
      newest && document?.ok
        ? { version: newest.version, document: document.flow, publishedAt: newest.publishedAt.toISOString() }
        : null,
    openCalls: await em.count(Call, { flow, endedAt: null }),
  }
}

/** The numbers of a flow, who may ring for each, and whom and what the flow may name. */
export async function readAround(em: EntityManager, flow: string): Promise<Around> {
  const numbers = await em.find(PhoneNumber, { flow }, { orderBy: { name: 'asc' } })
  const around: NumberPeople[] = []
  for (const number of numbers) around.push(withoutAddresses(await numberPeople(em, number.id)))
  const members = await em.find(Member, { role: { $ne: 'auditor' } }, { orderBy: { name: 'asc' } })
  const schedules = await em.find(Schedule, {}, { orderBy: { name: 'asc' }, fields: ['id', 'name'] })
  const tags = await em.find(Tag, {}, { orderBy: { name: 'asc' } })
  const secrets = await em.find(Secret, {}, { orderBy: { name: 'asc' }, fields: ['name'] })
  return {
    numbers: numbers.map(shown),
    around,
    flows: await flowsAround(em, flow),
    people: members.map(person),
    schedules: schedules.map(({ id, name }) => ({ id, name })),
    tags: tags.map(({ id, name }) => ({ id, name })),
    there: {
      schedules: schedules.map(({ id }) => id),
      secrets: secrets.map(({ name }) => name),
      refused: await refusedInDraft(em, flow),
    },
  }
}

async function refusedInDraft(em: EntityManager, id: string): Promise<ThingsThere['refused']> {
  const flow = await em.findOne(Flow, { id })
  const read = flow && readFlow(flow.draft)
  if (!flow || !read?.ok) return {}
  const addresses = [...new Set(read.flow.nodes.flatMap((node) => usesOf(node).addresses))]
  return refusedAddresses(em, { organisation: flow.organisation, addresses })
}

function person(member: Member): EditorPerson {
  return {
    id: member.id,
    name: member.name,
    notYet: !member.isActive() ? 'deactivated' : member.hasJoined() ? null : 'invited, not joined yet',
  }
}

/** Names them as they are: by others, a drawing is judged anew. */
export function aroundRevision({ numbers, around, flows, people, schedules, tags, there }: Around): string {
  return sha256(canonicalJson({ numbers, around, flows, people, schedules, tags, there }))
}

function shown({ id, name, e164 }: PhoneNumber): FlowNumber {
  return { id, name, e164, ...telephone(e164) }
}
