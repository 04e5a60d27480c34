import { z } from 'zod'
import { hoursFields } from '#flows/hours/hours-fields.ts'
import type { Hours } from '#flows/hours/hours.ts'

/** Opening hours as they are proposed. */
export const usualHours: Hours = z.object(hoursFields).parse({})
