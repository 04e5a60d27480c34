import type { DeedContext } from '#infra/db/deed.ts'
import type { About, Permission } from '../shared/permissions.ts'
import type { Session } from '../shared/session.ts'
import { fieldOf, formAnswer, readForm } from '../shared/read-form.server.ts'
import { assignFlow, assignFlowInput } from './assign-flow.server.ts'
import { grantAccess, grantAccessInput } from './grant-access.server.ts'
import { changed, readChange } from './routing-changes.ts'
import { saveNumberSettings, saveNumberSettingsInput } from './save-number-settings.server.ts'
import { saveRoutingList, saveRoutingListInput } from './save-routing-list.server.ts'

/** Whoever sends a form of the number's page. `allow` throws the refusal when they may not. */
export interface Asking {
  readonly context: Omit<DeedContext, 'actor'>
  readonly about: About
  allow(permission: Permission): Session
}

/** Does what one of the forms of the number's page asks for. */
export async function numberAction({ context, about, allow }: Asking, form: FormData) {
  const intent = fieldOf(form, 'intent')
  const known = { number: about.number }
  const refusal = (answer: Parameters<typeof formAnswer>[0]) => formAnswer(answer, { intent, said: '' })
  switch (intent) {
    case 'settings': {
      const deed = by(context, allow('number.settings'))
      const read = readForm(form, { schema: saveNumberSettingsInput, known })
      return read.ok ? formAnswer(await saveNumberSettings(deed, read.input), { intent, said: 'Saved.' }) : refusal(read)
    }
    case 'flow': {
      const deed = by(context, allow('number.settings'))
      const read = readForm(form, { schema: assignFlowInput, known })
      if (!read.ok) return refusal(read)
      const done = await assignFlow(deed, read.input)
      const said = done.ok && done.version === null ? 'Chosen. The number answers as soon as the flow is published.' : 'The next call is answered with this flow.'
      return formAnswer(done, { intent, said })
    }
    case 'add':
    case 'role':
    case 'remove': {
      const who = allow('number.add-people')
      const extra = intent === 'add' ? { asNew: true } : intent === 'remove' ? { role: null } : {}
      const read = readForm(form, { schema: grantAccessInput, known: { ...known, ...extra } })
      return read.ok ? formAnswer(await grantAccess({ ...by(context, who), who }, read.input), { intent, said: granted[intent] }) : refusal(read)
    }
    case 'routing': {
      const deed = by(context, allow('routing-list.manage'))
      const read = readForm(new FormData(), { schema: saveRoutingListInput, known: { ...known, seats: changedSeats(form) } })
      return read.ok ? formAnswer(await saveRoutingList(deed, read.input), { intent, said: 'The next call rings in this order.' }) : refusal(read)
    }
    default:
      throw new Response('This page has no such form.', { status: 400 })
  }
}

const granted = { add: 'Added.', role: 'The role is changed.', remove: 'Removed. The next call does not ring them.' } as const

function by(context: Omit<DeedContext, 'actor'>, { member }: Session): DeedContext {
  return { ...context, actor: member }
}

/** The list as the page showed it, with the change of the button that was pressed; with a script the list is as wanted already. */
function changedSeats(form: FormData): unknown {
  try {
    const seats: unknown = JSON.parse(fieldOf(form, 'seats'))
    const change = readChange(fieldOf(form, 'change'))
    const read = saveRoutingListInput.shape.seats.safeParse(seats)
    return change && read.success ? changed(read.data, change) : seats
  } catch {
    return null // the schema says what it misses
  }
}
