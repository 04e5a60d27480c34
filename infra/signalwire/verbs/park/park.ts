import { z } from 'zod'
import { ACCEPT_KEY } from '#flows/call/accept-key.ts'
import { ownSpeech, sentencesIn } from '#flows/speech/sentences.ts'
import type { RungOf } from '#flows/verbs/verbs.ts'
import { carrierId } from '../../carrier-id.ts'
import { ringing, spoken } from '../../documents/speech.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import { voiceOf } from '../../documents/voices.ts'
import { device, id, optional, parsed } from '../../news-forms.ts'
import { e164 } from '../../spellings.ts'
import type { CarrierVerb, RungSettings } from '../carrier-verb.ts'
import { hangUpFor } from '../hang-up/hang-up.ts'

export const park: CarrierVerb<'park'> = {
  render: (instruction, { at }) => rings(instruction.for, `ring_${at}`),
  learns: null,
  rung: {
    ends: false,
    render: (rung, settings) =>
      rung.to.length === 0
        ? []
        : [
            connect(rung, settings),
            { cond: [{ when: "connect_result == 'connected'", then: [settings.report('talked'), hangUpFor('done')] }] },
          ],
  },
  callback: {
    event: 'calling.call.connect',
    read: (params, at) =>
      parsed(connectForm, params, ({ call_id, connect_state, peer }) => ({
        kind: 'connect',
        call: call_id,
        state: connect_state,
        peer: peer && {
          call: peer.call_id,
          to: e164(peer.device?.params?.to_number) ?? peer.device?.params?.to ?? null,
        },
        at,
      })),
  },
  inLog: null,
}

/** Ringing for this many milliseconds: a counted loop, then what is left of the time. */
function rings(milliseconds: number, label: string): DraftVerb[] {
  const seconds = Math.max(1, milliseconds / 1000)
  // The carrier allows 100 jumps of one goto.
  const each = Math.max(4, Math.ceil(seconds / 100))
  const count = Math.floor(seconds / each)
  const rest = seconds - count * each
  const verbs: DraftVerb[] = []
  if (count > 1) verbs.push({ label }, ringing(each), { goto: { label, max: count - 1 } })
  if (count === 1) verbs.push(ringing(each))
  if (rest >= 0.1) verbs.push(ringing(rest))
  return verbs
}

type Connect = Extract<DraftVerb, { readonly connect: unknown }>['connect']

/** What whoever picks up is asked; nothing where picking up is accepting. */
interface Question {
  readonly confirm?: NonNullable<Connect['confirm']>
  readonly confirm_timeout?: number
}

/** The carrier rings the people itself, while the caller hears ringing. */
function connect(rung: RungOf<'park'>, settings: RungSettings): DraftVerb {
  const groups = rung.to.map(({ address, also = [] }) =>
    [address, ...also].map((to) => ({ to, timeout: rung.seconds })),
  )
  const number = spoken(settings.number.name, 60)
  const caller = spoken(settings.caller, 60)
  const ours = sentencesIn(settings.speech?.language)
  const words = `${ours.callFor(number, caller)} ${ours.pressToAccept(ACCEPT_KEY)}`
  const voice = voiceOf(ownSpeech(settings.speech))
  // A voicemail machine presses nothing, so it never gets the caller.
  const asks: Question =
    rung.accepts === 'on-pick-up'
      ? {}
      : {
          confirm: [
            { prompt: { play: `say:${words}`, ...voice, max_digits: 1, initial_timeout: 5 } },
            { cond: [{ when: `prompt_value != '${ACCEPT_KEY}'`, then: [hangUpFor('done')] }] },
          ],
          confirm_timeout: 15,
        }
  return {
    connect: {
      from: settings.number.e164,
      ...(rung.order === 'together'
        ? { parallel: groups.flat() }
        : groups.some(({ length }) => length > 1)
          ? { serial_parallel: groups }
          : { serial: groups.flat() }),
      timeout: rung.seconds,
      ringback: ['ring:us'],
      ...asks,
      call_state_url: settings.statusUrl,
      call_state_events: ['answered', 'ended'],
      // Only this event says that somebody accepted: an answered leg may be a machine's.
      status_url: settings.statusUrl,
    },
  }
}

const connectForm = z.object({
  call_id: carrierId,
  connect_state: z.enum(['connecting', 'connected', 'failed', 'disconnected']),
  peer: optional(z.object({ call_id: id, device })),
})
