import { z } from 'zod'
import { PhoneNumber } from '../../db/number/number.ts'
import { refused } from '../../errors.ts'
import { unrecordedDeed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { aboutNumber } from './about-number.ts'

/** Tells the carrier once more how a number is set up, and sees whether it sends the calls here. Changes nothing else. */
export const confirmNumber = unrecordedDeed({
  permission: 'number.settings',
  about: aboutNumber,
  input: z.strictObject({ number: z.guid() }),
  unrecordedAs: 'nothing is changed: the carrier is told what it was told before',
  async act(em, _by, { number: id }) {
    const number = await em.findOne(PhoneNumber, { id })
    return !number || number.isReleased() ? refused('number-not-found', { number: id }) : { ok: true }
  },
  async afterwards(context, _did, { number }) {
    const { troubles } = await tellCarrier(context, { numbers: [number] })
    return troubles[0] ? refused('number-not-confirmed', { why: troubles[0].message }) : { ok: true }
  },
})
