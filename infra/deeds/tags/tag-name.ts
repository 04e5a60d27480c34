import { z } from 'zod'
import { tagColours } from '../../db/contact/tag-colours.ts'
import { nameOf } from '../contacts/contact-name.ts'
import { seenName } from '../seen-name.ts'

/** What a tag may be called: as a contact, in one line and with something in it that is seen. */
export const tagName = seenName('Enter the tag’s name.', { made: nameOf }).max(
  40,
  'A tag’s name can have at most 40 characters.',
)

export const tagColour = z.enum(tagColours, 'Choose a colour from the list.')

/** An organisation can have at most this many: people choose from all of them. */
export const MOST_TAGS = 100
