import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { addMember } from '#infra/deeds/people/add-member.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { provisionNumbers, type Provision } from '#infra/db/number/provision-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import type { Refusal } from '#infra/errors.ts'
import { lines, type Line } from './lines.ts'
import { team, type Teammate } from './team.ts'

/** Fills the organisation with the lines and their people, by the deeds that its pages do, and sets the numbers up at the carrier. */
export async function drawLines(
  db: Database,
  { organisation, provision }: { readonly organisation: string; readonly provision: Provision },
): Promise<void> {
  const owner = await db.withOrganisation(organisation, (em) => em.findOneOrFail(Member, { role: 'owner' }))
  // the carrier is told once at the end, when everything is in place
  const context: DeedContext = {
    db,
    organisation,
    actor: owner.id,
    who: asOwner(owner.id),
    address: null,
    provision: null,
  }
  const members = new Map<Teammate, string>()
  for (const one of team) members.set(one, await join(context, one))
  const numbers: string[] = []
  for (const line of lines) numbers.push(await draw(context, { line, members }))
  const [trouble] = await provisionNumbers(db, { organisation, numbers, provision })
  if (trouble) throw new Error(`${trouble.e164} is not set up at the carrier: ${trouble.message}`)
}

async function join(context: DeedContext, { name, email, phone }: Teammate): Promise<string> {
  const { member } = done(await addMember(context, { name, email, role: 'member' }))
  const { device } = done(await saveDevice(context, { member, kind: 'phone', address: phone, position: 0 }))
  done(await verifyDevice(context, { device }))
  return member
}

async function draw(
  context: DeedContext,
  { line, members }: { readonly line: Line; readonly members: ReadonlyMap<Teammate, string> },
): Promise<string> {
  const { number } = done(await addNumber(context, { e164: line.e164, name: `Fuzz ${line.name}` }))
  const people = line.team.map((one) => members.get(one) ?? '')
  for (const member of people) done(await grantAccess(context, { number, member, role: 'member' }))
  const seats = (active: boolean) => people.map((member) => ({ member, active }))
  done(await saveRoutingList(context, { number, seats: seats(true) }))
  const { flow } = done(await saveFlowDraft(context, { document: line.flow }))
  done(await assignFlow(context, { number, flow }))
  done(await publishFlow(context, { flow }))
  // a flow that could reach nobody is not published; people may well be switched off afterwards
  if (!line.active) done(await saveRoutingList(context, { number, seats: seats(false) }))
  return number
}

function done<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer
  throw new Error(`${answer.problem.title} ${answer.problem.fix} (${JSON.stringify(answer.problem.details)})`)
}
