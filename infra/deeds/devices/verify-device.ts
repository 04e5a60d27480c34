import { z } from 'zod'
import { deed } from '../deed.ts'
import { tellCarrierOf } from '../tell-carrier.ts'
import { proveDevice } from './prove-device.ts'

/** A device has proved to be its member's: from the next call on it may ring. Whoever calls this has seen the proof. */
export const verifyDevice = deed({
  permission: 'people.manage',
  input: z.strictObject({ device: z.guid() }),
  records: ['device.verified'],
  act: (em, { record }, { device }) => proveDevice(em, { device, record }),
  afterwards: (context, did) => tellCarrierOf(context, did),
})
