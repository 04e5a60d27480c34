import { redirect } from 'react-router'
import type { DeedContext } from '#infra/db/deed.ts'
import { foreignJson } from '#infra/foreign-text.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import type { About, Permission } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'
import type { Session } from '../access/session.ts'
import { fieldOf, formAnswer, readForm } from '../forms/read-form.server.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { confirmNumber } from '#infra/deeds/numbers/confirm-number.ts'
import { releaseNumber } from '#infra/deeds/numbers/release-number.ts'
import { changed, readChange } from './routing-changes.ts'
import { saveNumberSettings } from '#infra/deeds/numbers/save-number-settings.ts'
import { switchMode } from '#infra/deeds/numbers/switch-mode.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'

/** Whoever sends a form of the number's page. `allow` throws the refusal when they may not. */
export interface Asking {
  readonly deed: DeedContext
  readonly about: About
  readonly carrier: SignalWire
  allow(permission: Permission): Session
}

/** Does what one of the forms of the number's page asks for. */
export async function numberAction({ deed, about, carrier, allow }: Asking, form: FormData) {
  const intent = fieldOf(form, 'intent')
  const known = { number: about.number }
  const refusal = (answer: Parameters<typeof formAnswer>[0]) => formAnswer(answer, { intent, said: '' })
  switch (intent) {
    case 'settings': {
      allow('number.settings')
      const read = readForm(form, { schema: saveNumberSettings.input, known })
      return read.ok
        ? formAnswer(await saveNumberSettings(deed, read.input), { intent, said: 'Saved.' })
        : refusal(read)
    }
    case 'flow': {
      allow('number.settings')
      const read = readForm(form, { schema: assignFlow.input, known })
      if (!read.ok) return refusal(read)
      const done = await assignFlow(deed, read.input)
      const said =
        done.ok && done.version === null
          ? 'Chosen. The number answers as soon as the flow is published.'
          : 'The next call is answered with this flow.'
      const mend =
        !done.ok && done.problem.code === 'flow-unfit'
          ? { to: addressOf.flow(read.input.flow, { for: about.number }), words: 'Open it in the editor' }
          : undefined
      return formAnswer(done, { intent, said, unconfirmed: 'The flow is chosen.', mend })
    }
    case 'add':
    case 'role':
    case 'remove':
    case 'restore': {
      allow('number.add-people')
      const read = readForm(new FormData(), { schema: grantAccess.input, known: { ...known, ...grants(intent, form) } })
      if (!read.ok) return refusal(read)
      const done = await grantAccess(deed, read.input)
      return formAnswer(done, { intent, said: done.ok ? granted[intent](done.name) : '' })
    }
    case 'routing': {
      allow('routing-list.manage')
      const read = readForm(new FormData(), {
        schema: saveRoutingList.input,
        known: { ...known, ...changedSeats(form) },
      })
      return read.ok
        ? formAnswer(await saveRoutingList(deed, read.input), {
            intent,
            said: 'The next call rings in this order.',
            unconfirmed: 'The order is saved.',
          })
        : refusal(read)
    }
    case 'confirm': {
      allow('number.settings')
      const read = readForm(new FormData(), { schema: confirmNumber.input, known })
      return read.ok
        ? formAnswer(await confirmNumber(deed, read.input), {
            intent,
            said: 'The carrier confirms this number: its calls reach Ringdown.',
          })
        : refusal(read)
    }
    case 'mode': {
      allow('number.mode')
      const read = readForm(form, { schema: switchMode.input, known })
      if (!read.ok) return refusal(read)
      const done = await switchMode(deed, read.input)
      const said =
        done.ok && done.mode === 'ai'
          ? 'The AI answers from the next call on.'
          : 'The team answers from the next call on.'
      return formAnswer(done, { intent, said, unchanged: 'It was switched so already.' })
    }
    case 'release': {
      allow('number.release')
      const read = readForm(form, { schema: releaseNumber.input, known })
      if (!read.ok) return refusal(read)
      const done = await releaseNumber({ ...deed, carrier }, read.input)
      if (done.ok) throw redirect(addressOf.numbers({ released: about.number }))
      return refusal(done)
    }
    default:
      throw new Response('This page does not have that form.', { status: 400 })
  }
}

const granted = {
  add: (name: string) => `${name} is on this number now.`,
  role: (name: string) => `${name}’s role on this number was changed.`,
  remove: (name: string) =>
    `${name} is off this number: the next call does not ring them, and they no longer see its conversations.`,
  restore: (name: string) => `${name} is on this number again.`,
} as const

/** What a button of the people's list means. */
function grants(intent: keyof typeof granted, form: FormData): Readonly<Record<string, unknown>> {
  const [member, role, place] = [fieldOf(form, 'member'), fieldOf(form, 'role'), fieldOf(form, 'place')]
  switch (intent) {
    case 'role':
      return { member, role }
    case 'remove':
      return { member, role: null }
    case 'add':
      return { member, role, asNew: true }
    case 'restore':
      return {
        member,
        role,
        asNew: true,
        ...(place !== '' && { seat: { place: Number(place), active: fieldOf(form, 'active') === 'on' } }),
      }
  }
}

/**
 * The list as the page showed it, with the change of the button that was pressed. A script sends the list as wanted, and
 * the one that it changed.
 */
function changedSeats(form: FormData): { readonly seats: unknown; readonly before?: unknown } {
  try {
    const seats: unknown = foreignJson(fieldOf(form, 'seats'))
    const change = readChange(fieldOf(form, 'change'))
    const read = saveRoutingList.input.shape.seats.safeParse(seats)
    if (change && read.success) return { seats: changed(read.data, change), before: read.data }
    return form.has('before') ? { seats, before: foreignJson(fieldOf(form, 'before')) } : { seats }
  } catch {
    return { seats: null } // the schema says what it misses
  }
}
