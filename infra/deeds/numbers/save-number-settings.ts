import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { inOneLine, isSeen } from '#flows/story/one-line.ts'
import { PhoneNumber, visibilities, type Visibility } from '../../db/number/number.ts'
import { refused } from '../../errors.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { aboutNumber } from './about-number.ts'
import { seenName } from '../seen-name.ts'

/** Keeps what a number is called and who may read its conversations (C3). Both hold from now on. */
export const saveNumberSettings = deed({
  permission: 'number.settings',
  about: aboutNumber,
  input: z.strictObject({
    number: z.guid(),
    name: seenName('Give the number a name.'),
    /** Empty: callers know the business by the organisation's name. */
    businessName: z
      .string()
      .overwrite((written) => (isSeen(written) ? inOneLine(written) : ''))
      .max(80, 'A business name can have at most 80 characters.'),
    visibility: z.enum(visibilities, 'Choose who may read the conversations.'),
    was: drawnFrom('name', 'businessName', 'visibility'),
  }),
  records: ['number.settings'],
  async act(em, { record }, input) {
    const number = await em.findOne(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // two who save at once must not undo each other's
    if (!number) return refused('number-not-found', { number: input.number })
    const before = {
      name: number.name,
      businessName: number.businessName,
      visibility: number.isOpenToOrganisation() ? seenBy.organisation : seenBy.people,
    }
    const merged = changedIn({
      now: { name: number.name, businessName: number.businessName ?? '', visibility: number.visibility },
      sent: input,
      was: input.was,
      called: { name: 'its name', businessName: 'its business name', visibility: 'who may read its conversations' },
      worded: (name, value) => (name === 'visibility' ? seenBy[value as Visibility] : value), // its own value
    })
    if (!merged.ok) return merged
    const { name, businessName, visibility } = merged.values
    em.assign(number, { name, businessName: businessName || null, visibility: visibility as Visibility }) // one of two
    const changed = {
      name: [before.name, name],
      'business name': [before.businessName ?? null, businessName || null],
      'conversations seen by': [before.visibility, seenBy[visibility as Visibility]],
    } as const
    await record({ kind: 'number.settings', on: { id: number.id, name: before.name }, changed })
    return { ok: true, renamed: before.name !== name }
  },
  // the carrier knows the number by its name, and by nothing else here
  afterwards: (context, { renamed }, { number }) => tellCarrier(context, { numbers: renamed ? [number] : [] }),
})

const seenBy = {
  people: 'people on the number',
  organisation: 'everyone in the organisation',
} as const satisfies Record<Visibility, string>
