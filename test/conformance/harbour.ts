import { z } from 'zod'
import type { Instruction, Step } from '#flows/verbs/instruction.ts'
import type { Ladder } from '#flows/outage/ladder.ts'
import type { Dial, SignalWire } from '#infra/signalwire/client.ts'
import { configureNumber } from '#infra/signalwire/configure-number.ts'
import { fallbackDocument } from '#infra/signalwire/documents/fallback.ts'
import { stepDocument } from '#infra/signalwire/documents/step.ts'
import { swml } from '#infra/signalwire/documents/swml.ts'
import type { ControlPlane } from './control-plane.ts'
import type { Heard, OurWeb } from './our-web.ts'

/** The number of the business. */
export const line = '+12025550100'
/** The phone of the only one on its team. */
export const ana = '+12025550121'
export const organisation = 'harbour'

const people: Ladder = [
  { do: 'connect', order: 'together', seconds: 20, to: [{ member: 'ana', name: 'Ana', address: ana }] },
  { do: 'record', greeting: null, limits: { maxSeconds: 20, silenceSeconds: 3 } },
]

export const goodbye = swml([{ hangup: { reason: 'hangup' } }])
export const say = (text: string): Instruction => ({ do: 'say', prompt: { say: text } })
/** Whether something was heard at this kind of address. */
export const at = (to: Heard['address']['to']) => (heard: Heard) => heard.address.to === to

/** What the business does at its carrier, with whatever web, control plane and client a test has at that moment. */
export function harbour(now: () => { web: OurWeb; control: ControlPlane; carrier: SignalWire }) {
  function document(call: string, change: Pick<Step, 'n' | 'list'> & Partial<Step>) {
    const step: Step = { by: 'pull', node: 'node-1', ladder: people, ...change }
    return stepDocument({
      organisation,
      call,
      number: { e164: line, name: 'Sales' },
      caller: '+12025550150',
      step,
      urls: now().web.urls,
    })
  }

  /** A leg that would hang up at once. */
  function to(phone: string): Dial {
    return {
      from: line,
      to: phone,
      seconds: 20,
      swml: goodbye,
      statusUrl: now().web.urls.of({ to: 'leg-status', organisation, call: 'c', leg: 'l' }),
    }
  }

  function settingsOf(e164: string) {
    const { urls } = now().web
    const number = { organisation, number: e164 }
    return {
      e164,
      name: 'Sales',
      documentUrl: urls.of({ to: 'number-document', number: e164 }),
      statusUrl: urls.of({ to: 'number-status', ...number }),
      fallback: fallbackDocument({ ...number, e164, name: 'Sales', ladder: people, urls }),
      buy: true,
    }
  }

  function configure(e164: string) {
    return configureNumber(now().carrier, settingsOf(e164))
  }

  async function dialIn(): Promise<string> {
    const made = await now().control('POST', '/calls', { from: '+12025550150', to: line })
    return z.object({ id: z.string() }).parse(made).id
  }

  return { document, to, settingsOf, configure, dialIn }
}
