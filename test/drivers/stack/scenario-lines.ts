import { provisioning } from '#apps/web/app/numbers/provision.server.ts'
import { harbourBikes } from '#apps/web/demo-data.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import type { Refusal } from '#infra/errors.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { readGround } from './read-ground.ts'
import type { StackGround } from './stack-ground.ts'

/** Numbers of the demo organisation beside those of its demo, each with the flow of a scenario, published as people do it. */
export class ScenarioLines {
  readonly #ground: StackGround
  readonly #lines = new Map<Flow, Promise<string>>()

  constructor(ground: StackGround) {
    this.#ground = ground
  }

  /** The number that answers with this flow, E.164. Ana, Ben and Cy ring for it, in that order on its routing list. */
  answering(flow: Flow): Promise<string> {
    const known = this.#lines.get(flow) ?? this.#open(flow, this.#lines.size)
    this.#lines.set(flow, known)
    return known
  }

  async #open(flow: Flow, at: number): Promise<string> {
    const { db } = this.#ground
    const members = await db.withOrganisation(harbourBikes.id, (em) => em.findAll(Member))
    const idOf = (name: string): string => {
      const member = members.find((one) => one.name === name)
      if (!member) throw new Error(`${name} is not in the demo organisation`)
      return member.id
    }
    const owner = idOf('Olive')
    const context: DeedContext = {
      db,
      organisation: harbourBikes.id,
      actor: owner,
      who: asOwner(owner),
      address: null,
      provision: this.#provision(),
    }
    const team = ['Ana', 'Ben', 'Cy'].map(idOf)
    const e164 = `+1202557${String(at).padStart(4, '0')}`
    const { number } = done(await addNumber(context, { e164, name: flow.name }))
    for (const member of team) done(await grantAccess(context, { number, member, role: 'member' }))
    done(await saveRoutingList(context, { number, seats: team.map((member) => ({ member, active: true })) }))
    // two scenarios may have flows of one name, an organisation may not
    const document = { ...flow, name: `${flow.name} ${at + 1}` }
    const { flow: drawn } = done(await saveFlowDraft(context, { document }))
    done(await assignFlow(context, { number, flow: drawn }))
    done(await publishFlow(context, { flow: drawn }))
    return e164
  }

  #provision() {
    const { settings } = this.#ground
    return provisioning({
      carrier: signalWire({
        baseUrl: settings.SIGNALWIRE_BASE_URL,
        project: settings.SIGNALWIRE_PROJECT,
        token: settings.SIGNALWIRE_TOKEN,
      }),
      urls: carrierUrls({ publicUrl: settings.PUBLIC_URL, secret: readGround(settings.DATA_DIR).TOKEN_SECRET }),
      buy: true,
    })
  }
}

function done<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer
  throw new Error(`${answer.problem.title} ${answer.problem.fix} (${JSON.stringify(answer.problem.details)})`)
}
