import { listOf } from '#flows/story/story-words.ts'
import type { ContactDeed } from '#infra/db/contact/contact-history.ts'

/** "renamed the contact from Carla to Carla Berg": what was done, as it follows the name of whoever did it. */
export function doneInWords({ kind, before, after }: Pick<ContactDeed, 'kind' | 'before' | 'after'>): string {
  const [was, is] = [valuesIn(before), valuesIn(after)]
  switch (kind) {
    case 'contact.added':
      return `added the contact with ${is.get('number') ?? 'a number'}`
    case 'contact.number-added':
      return `added ${is.get('number') ?? 'a number'}`
    case 'contact.renamed':
      return `renamed the contact from ${was.get('name') ?? ''} to ${is.get('name') ?? ''}`
    case 'contact.merged':
      return `merged ${was.get('merged') ?? 'a contact'}, ${was.get('numbers') ?? ''}, into this contact`
    case 'contact.imported':
      return imported(was, is)
    case 'contact.import-undone':
      return is.has('name')
        ? `undid an import: the contact is called ${is.get('name') ?? ''} again`
        : 'undid an import: its numbers are gone'
    case 'contact.separated':
      return `undid the merge of ${is.get('separated') ?? 'a contact'}`
    case 'contact.marked':
      return marked(was, is)
    case 'contact.removed':
      return 'removed the contact'
    case 'contact.restored':
      return 'restored the contact'
    default:
      return 'changed the contact'
  }
}

type Values = ReadonlyMap<string, string>

/** "set its tags to Gold, Press and blocked the contact" */
function marked(was: Values, is: Values): string {
  const tags = is.get('tags')
  return listOf([
    ...(was.get('tags') === tags ? [] : [tags === undefined ? 'took its tags away' : `set its tags to ${tags}`]),
    ...(is.has('VIP') ? [is.get('VIP') === 'yes' ? 'made the contact a VIP' : 'removed the VIP mark'] : []),
    ...(is.has('blocked') ? [is.get('blocked') === 'yes' ? 'blocked the contact' : 'unblocked the contact'] : []),
  ])
}

/** "imported clients.csv, which renamed the contact from Carla to Carla Berg and added (202) 555-0160" */
function imported(was: Values, is: Values): string {
  const [from, to, numbers] = [was.get('name'), is.get('name'), is.get('numbers')]
  const file = is.get('file') ?? 'a file'
  if (from === undefined && to !== undefined)
    return `added the contact with ${numbers ?? 'a number'} by importing ${file}`
  const changes = [
    ...(from === undefined || to === undefined ? [] : [`renamed the contact from ${from} to ${to}`]),
    ...(numbers === undefined ? [] : [`added ${numbers}`]),
  ]
  return `imported ${file}, which ${changes.join(' and ')}`
}

/** Each line of what was recorded is "name: value". */
function valuesIn(lines: string | null): Values {
  return new Map(
    (lines ?? '').split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
}
