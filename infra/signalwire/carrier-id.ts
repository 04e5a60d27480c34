import { z } from 'zod'

/**
 * An id that the carrier gave to a call or a leg. It becomes part of file names, of workflow ids and of addresses, so it is
 * visible ASCII and short; the carrier's own are UUIDs.
 */
export const carrierId = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be an id of the carrier: at most 200 visible ASCII characters')
