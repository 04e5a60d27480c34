import { readFlow, type Flow as Drawing } from '#flows/flow.ts'
import { canonicalJson } from '#flows/canonical-json.ts'
import { sha256 } from '#flows/sha256.ts'
import { Call } from '#infra/db/call/call.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { numberPeople, type NumberPeople } from '#infra/db/number/number-people.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { telephone, type Telephone } from '../shared/telephone.server.ts'

/** What surrounds a drawing: by what it is judged, and what it is compared with. */
export interface Surroundings {
  readonly live: LiveVersion | null
  readonly numbers: readonly FlowNumber[]
  /** Who may ring for each of the numbers; nobody's address. */
  readonly around: readonly NumberPeople[]
  /** Calls that run by this flow now. They end as they began. */
  readonly openCalls: number
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
export async function readEditor(em: EntityManager, id: string, { meantFor = null }: { readonly meantFor?: string | null } = {}) {
  const flow = await em.findOne(Flow, { id })
  if (!flow) return null
  const read = readFlow(flow.draft)
  const members = await em.find(Member, {}, { orderBy: { name: 'asc' } })
  const drawing = read.ok ? { draft: read.flow } : { problems: read.problems, unreadable: JSON.stringify(flow.draft, null, 2) }
  const surroundings = await readSurroundings(em, flow.id)
  const other = meantFor === null || surroundings.numbers.some((number) => number.id === meantFor) ? null : await em.findOne(PhoneNumber, { id: meantFor })
  return {
    flow: { id: flow.id, name: flow.name },
    ...drawing,
    revision: sha256(canonicalJson(flow.draft)), // as `draft-revision.server.ts` names it
    people: members.filter(({ role }) => role !== 'auditor').map(({ id: member, name }) => ({ id: member, name })),
    ...surroundings,
    around: other ? [...surroundings.around, withoutAddresses(await numberPeople(em, other.id))] : surroundings.around,
  }
}

/** The same without the drawing, to be asked again before publishing. */
export async function readSurroundings(em: EntityManager, flow: string): Promise<Surroundings> {
  const newest = await em.findOne(FlowVersion, { flow }, { orderBy: { version: 'desc' } })
  const document = newest && readFlow(newest.document)
  const numbers = await em.find(PhoneNumber, { flow }, { orderBy: { name: 'asc' } })
  const around: NumberPeople[] = []
  for (const number of numbers) around.push(withoutAddresses(await numberPeople(em, number.id)))
  return {
    live: newest && document?.ok ? { version: newest.version, document: document.flow, publishedAt: newest.publishedAt.toISOString() } : null,
    numbers: numbers.map(({ id, name, e164 }) => ({ id, name, e164, ...telephone(e164) })),
    around,
    openCalls: await em.count(Call, { flow, endedAt: null }),
  }
}

/** Checks need to know who may ring; where their private phones are is nobody's business here. */
function withoutAddresses({ roster, ...lists }: NumberPeople): NumberPeople {
  return { ...lists, roster: roster.map((seat) => ({ ...seat, address: null })) }
}
