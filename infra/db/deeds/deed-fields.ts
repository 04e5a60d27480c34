import { z } from 'zod'

/** What every reading of the record of deeds has in common; when a deed was done each tells in its own way. */
export const deedFields = {
  place: z.number(),
  kind: z.string(),
  actor: z.string().nullable(),
  actorName: z.string(),
  address: z.string().nullable(),
  about: z.string().nullable(),
  aboutName: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  previous: z.string(),
  hash: z.string(),
}
