import { redirect } from 'react-router'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { oneAtATime } from '#infra/db/one-at-a-time.ts'
import { enterCode } from '#infra/deeds/devices/enter-code.ts'
import { preferDevice } from '#infra/deeds/devices/prefer-device.ts'
import { removeDevice } from '#infra/deeds/devices/remove-device.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { tellCode } from '#infra/deeds/devices/tell-code.ts'
import { askAgain } from '#infra/deeds/people/ask-again.ts'
import { changeRole } from '#infra/deeds/people/change-role.ts'
import { setActive } from '#infra/deeds/people/set-active.ts'
import { withdrawInvitation } from '#infra/deeds/people/withdraw-invitation.ts'
import type { Permission } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'
import { doneByForm, fieldOf, formAnswer, readForm } from '../forms/read-form.server.ts'
import { letterInWords } from '../words/letter-words.server.ts'
import type { Services } from '../access/services.ts'
import type { Session } from '../access/session.ts'
import { rungDevice } from './rung-device.server.ts'
import { sayingCodes } from './say-code.server.ts'

export interface PersonAsking {
  readonly services: Pick<Services, 'db' | 'provision' | 'carrier' | 'invite' | 'mailer'>
  readonly session: Session
  /** From which the person asks. */
  readonly address: string
  readonly person: { readonly member: string; readonly name: string; readonly email: string }
  /** Throws the refusal when the person who asks may not. */
  allow(permission: Permission): unknown
}

/** Does what one of the forms of a person's page asks for. Devices are everybody's own, and people's managers'. */
export async function personAction({ services, session, address, person, allow }: PersonAsking, form: FormData) {
  const intent = fieldOf(form, 'intent')
  const { db, provision, carrier, invite, mailer } = services
  const context: DeedContext = {
    db: oneAtATime(db),
    provision,
    organisation: session.organisation.id,
    actor: session.member,
    who: session,
    address,
  }
  const known = { member: person.member }
  allow(aboutDevices.has(intent) && session.member === person.member ? 'own-device.manage' : 'people.manage')
  const told = (done: Parameters<typeof formAnswer>[0], said: string) => formAnswer(done, { intent, said })

  switch (intent) {
    case 'role':
      return told(await doneByForm(form, { deed: changeRole, context, known }), `${person.name}’s role is changed.`)
    case 'deactivate':
    case 'reactivate': {
      const said =
        intent === 'reactivate'
          ? `${person.name} is back, with the same numbers and seats.`
          : `${person.name} is deactivated: they can no longer use this organisation, and calls no longer ring them. If they belong to no other organisation, they are signed out as well.`
      return told(await setActive(context, { ...known, active: intent === 'reactivate' }), said)
    }
    case 'invite': {
      const again = await askAgain(context, known)
      if (!again.ok) return told(again, '')
      if (again.hasJoined)
        return formAnswer(again, { intent, said: '', unchanged: `${person.name} has joined already.` })
      const sent = await inviteAgain(() =>
        invite({
          member: person.member,
          email: person.email,
          name: person.name,
          organisation: session.organisation,
          by: session.name,
        }),
      )
      const { says, about } = letterInWords(mailer, { what: 'The new invitation', to: person.email })
      return formAnswer(
        sent,
        sent.warning === null ? { intent, said: says, about } : { intent, said: `${person.name} is invited again.` },
      )
    }
    case 'withdraw': {
      const done = await withdrawInvitation(context, known)
      if (done.ok) throw redirect(addressOf.people({ withdrawn: '1' }))
      return told(done, '')
    }
    case 'device-save': {
      const schema = saveDevice.input.extend({ position: z.coerce.number().int().min(0).max(100).default(50) })
      const read = readForm(form, { schema, known })
      const done = read.ok ? await saveDevice(context, read.input) : read
      const before = !done.ok || !done.wasThere ? 'Added.' : 'This device is in the list already.'
      const said =
        done.ok && done.verified
          ? `${before} It is verified.`
          : `${before} ${await onceVerified(context, person.member)} Have us call it with a code.`
      return formAnswer(done, { intent, said, unchanged: said })
    }
    case 'device-remove':
      return told(await doneByForm(form, { deed: removeDevice, context, known }), 'Removed. Calls no longer ring it.')
    case 'device-prefer': {
      const done = await doneByForm(form, { deed: preferDevice, context, known })
      const isRung = done.ok && (await rungDevice(db, { ...context, ...asked(form, known) }))?.isAsked === true
      return told(done, isRung ? 'It is first now: calls ring it.' : 'It is first now, and rings once it is verified.')
    }
    case 'device-call':
      return told(
        await doneByForm(form, { deed: tellCode, context: { ...context, sayCode: sayingCodes(carrier) }, known }),
        'We are calling the device. Pick up, listen to the code, and enter it above.',
      )
    case 'device-code': {
      const done = await doneByForm(form, { deed: enterCode, context, known })
      const rung = done.ok ? await rungDevice(db, { ...context, ...asked(form, known) }) : null
      const said =
        rung === null || rung.isAsked
          ? 'Verified. The next call can ring it.'
          : `Verified. It is in reserve: calls ring ${rung.shown}. Choose “Ring first” to have them ring this one.`
      return formAnswer(done, { intent, said, unchanged: said })
    }
    default:
      throw new Response('This page does not have that form.', { status: 400 })
  }
}

/** The device that a form is about, and whose it is. */
function asked(form: FormData, { member }: { readonly member: string }) {
  return { member, device: fieldOf(form, 'device') }
}

/** What a device that was just added will do. */
async function onceVerified(context: DeedContext, member: string): Promise<string> {
  const rung = await rungDevice(context.db, { ...context, member })
  return rung === null
    ? 'It rings once it is verified.'
    : `Once it is verified it is in reserve: calls ring ${rung.shown}, until you choose “Ring first”.`
}

const aboutDevices: ReadonlySet<string> = new Set([
  'device-save',
  'device-remove',
  'device-prefer',
  'device-call',
  'device-code',
])

async function inviteAgain(send: () => Promise<void>): Promise<{ readonly ok: true; readonly warning: string | null }> {
  try {
    await send()
    return { ok: true, warning: null }
  } catch (error) {
    return { ok: true, warning: `It could not be sent: ${error instanceof Error ? error.message : String(error)}` }
  }
}
