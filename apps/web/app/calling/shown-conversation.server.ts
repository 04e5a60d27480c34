import type { ListedConversation } from '#infra/db/inbox/list-conversations.ts'
import { countryAbroad, shownNumber } from '../words/format-number.server.ts'

/** A conversation with its numbers as people write them. */
export interface ShownConversation extends ListedConversation {
  /** The contact's name, else the number, else "Private number". */
  readonly title: string
  /** The customer's number as people write it; null for a private caller. */
  readonly shown: string | null
  /** The customer's country in words, where it is not that of our number. */
  readonly country: string | null
}

export function shownConversation(conversation: ListedConversation): ShownConversation {
  const { caller, name, number } = conversation
  const shown = caller === null ? null : shownNumber(caller, { beside: number.e164 })
  const country = caller === null ? null : countryAbroad(caller, { beside: number.e164 })
  return { ...conversation, shown, country, title: name ?? shown ?? 'Private number' }
}
