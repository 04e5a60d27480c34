import { z } from 'zod'

/**
 * An id that the carrier gave to a call or a leg. It becomes part of file names, of workflow ids and of addresses, so it is
 * short, holds nothing that an address reads as its own and is no step up a folder; the carrier's own are UUIDs.
 */
export const carrierId = z
  .string()
  .regex(
    /^(?!\.{1,2}$)[A-Za-z0-9_.:~@+=-]{1,200}$/,
    'must be an id of the carrier: at most 200 letters, digits and marks of -_.:~@+=',
  )
