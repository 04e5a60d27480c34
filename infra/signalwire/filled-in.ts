import { z } from 'zod'

/**
 * Values of our own documents' requests that the carrier has put in as text: a number may come as a text and an unset one as
 * an empty text.
 */
export const filledText = z.coerce
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === null || value === '' ? null : value))

export const filledNumber = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const found = value === null || value === undefined || value === '' ? Number.NaN : Number(value)
    return Number.isFinite(found) ? found : null
  })
