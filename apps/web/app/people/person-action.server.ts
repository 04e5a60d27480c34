import { redirect } from 'react-router'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { oneAtATime } from '#infra/db/one-at-a-time.ts'
import type { Permission } from '../shared/permissions.ts'
import { fieldOf, formAnswer, readForm } from '../shared/read-form.server.ts'
import type { Services } from '../shared/services.ts'
import type { Session } from '../shared/session.ts'
import { askAgain } from './ask-again.server.ts'
import { changeRole, changeRoleInput } from './change-role.server.ts'
import { enterCode, enterCodeInput } from './enter-code.server.ts'
import { preferDevice, preferDeviceInput } from './prefer-device.server.ts'
import { removeDevice, removeDeviceInput } from './remove-device.server.ts'
import { saveDevice, saveDeviceInput } from './save-device.server.ts'
import { sayingCodes } from './say-code.server.ts'
import { setActive, setActiveInput } from './set-active.server.ts'
import { tellCode, tellCodeInput } from './tell-code.server.ts'
import { withdrawInvitation, withdrawInvitationInput } from './withdraw-invitation.server.ts'

export interface PersonAsking {
  readonly services: Pick<Services, 'db' | 'provision' | 'carrier' | 'invite'>
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
  const { db, provision, carrier, invite } = services
  const deed: DeedContext = { db: oneAtATime(db), provision, organisation: session.organisation.id, actor: session.member, address }
  const known = { member: person.member }
  allow(aboutDevices.has(intent) && session.member === person.member ? 'own-device.manage' : 'people.manage')
  const told = (done: Parameters<typeof formAnswer>[0], said: string) => formAnswer(done, { intent, said })

  switch (intent) {
    case 'role': {
      const read = readForm(form, { schema: changeRoleInput, known })
      return told(read.ok ? await changeRole({ ...deed, who: session }, read.input) : read, `${person.name}’s role is changed.`)
    }
    case 'deactivate':
    case 'reactivate': {
      const read = readForm(new FormData(), { schema: setActiveInput, known: { ...known, active: intent === 'reactivate' } })
      const said = intent === 'reactivate' ? `${person.name} is back, with the numbers and seats of before.` : `${person.name} is deactivated: this organisation is closed to them from now on, and the next call does not ring them. If they belong to no other organisation, they are signed out as well.`
      return told(read.ok ? await setActive({ ...deed, who: session }, read.input) : read, said)
    }
    case 'invite':
      await askAgain(deed, person)
      return told(await inviteAgain(() => invite({ member: person.member, email: person.email, name: person.name, organisation: session.organisation, by: session.name })), `The invitation is on its way to ${person.email} again.`)
    case 'withdraw': {
      const read = readForm(new FormData(), { schema: withdrawInvitationInput, known })
      const done = read.ok ? await withdrawInvitation({ ...deed, who: session }, read.input) : read
      if (done.ok) throw redirect('/people')
      return told(done, '')
    }
    case 'device-save': {
      const read = readForm(form, { schema: saveDeviceInput.extend({ position: z.coerce.number().int().min(0).max(100).default(50) }), known })
      return told(read.ok ? await saveDevice(deed, read.input) : read, 'Added. It rings once it is verified: let us call it with a code.')
    }
    case 'device-remove': {
      const read = readForm(form, { schema: removeDeviceInput, known })
      return told(read.ok ? await removeDevice(deed, read.input) : read, 'Removed: it does not ring any longer.')
    }
    case 'device-prefer': {
      const read = readForm(form, { schema: preferDeviceInput, known })
      return told(read.ok ? await preferDevice(deed, read.input) : read, 'It comes first now, and rings if it is verified.')
    }
    case 'device-call': {
      const read = readForm(form, { schema: tellCodeInput, known })
      return told(read.ok ? await tellCode({ ...deed, sayCode: sayingCodes(carrier) }, read.input) : read, 'We are calling the device. Pick up, listen to the code, and enter it above.')
    }
    case 'device-code': {
      const read = readForm(form, { schema: enterCodeInput, known })
      return told(read.ok ? await enterCode(deed, read.input) : read, 'Verified. The next call can ring it.')
    }
    default:
      throw new Response('This page has no such form.', { status: 400 })
  }
}

const aboutDevices: ReadonlySet<string> = new Set(['device-save', 'device-remove', 'device-prefer', 'device-call', 'device-code'])

async function inviteAgain(send: () => Promise<void>): Promise<{ readonly ok: true; readonly warning: string | null }> {
  try {
    await send()
    return { ok: true, warning: null }
  } catch (error) {
    return { ok: true, warning: `It could not be sent: ${error instanceof Error ? error.message : String(error)}` }
  }
}
