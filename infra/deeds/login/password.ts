import { z } from 'zod'

/** A password as it is sent; sign-in says whether it is right, or will do. */
export const password = z.string().max(500, 'A password can have at most 128 characters.')
