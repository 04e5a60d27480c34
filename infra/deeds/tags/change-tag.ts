import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { TagColour } from '../../db/contact/tag-colours.ts'
import { Tag } from '../../db/contact/tag.ts'
import { refused } from '../../errors.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { tagColour, tagName } from './tag-name.ts'

/** Gives a tag another name or colour. Contacts keep it, and so do flows, which know it by its id. */
export const changeTag = deed({
  permission: 'contacts.manage',
  input: z.strictObject({ tag: z.guid(), name: tagName, colour: tagColour, was: drawnFrom('name', 'colour') }),
  records: ['tag.changed'],
  taken: async (_context, { name }) => refused('tag-taken', { name }),
  async act(em, { record }, input) {
    const tag = await em.findOne(Tag, { id: input.tag }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // two who save at once must not undo each other's
    if (!tag) return refused('tag-not-found', { tag: input.tag })
    const before = { name: tag.name, colour: tag.colour }
    const called = { name: 'its name', colour: 'its colour' }
    const merged = changedIn({ now: before, sent: input, was: input.was, called })
    if (!merged.ok) return merged
    const { name, colour } = merged.values
    em.assign(tag, { name, colour: colour as TagColour }) // one of two that were read as such
    await em.flush()
    await record({
      kind: 'tag.changed',
      on: { id: tag.id, name: before.name },
      changed: { name: [before.name, name], colour: [before.colour, colour] },
    })
    return { ok: true }
  },
})
