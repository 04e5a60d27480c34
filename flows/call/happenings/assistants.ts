import { isolated } from '../../story/isolated.ts'
import { other } from '../../story/telling.ts'
import type { Entry } from './entry.ts'
import { count, listOf, oneOf, only, optional, text, type What } from './shape.ts'

const ofConversed = {
  step: count,
  end: oneOf('wants-person', 'resolved', 'failed', 'limit-reached'),
  reason: text,
}

/** An assistant has talked with the caller, and the call goes on. */
export type Conversed = What<'conversed', typeof ofConversed>
export const conversed: Entry<Conversed> = {
  kind: 'conversed',
  fields: ofConversed,
  apart: ({ step }) => [step],
  shows: 'page',
  people: only(ofConversed, 'step', 'end', 'reason'),
  // nobody has done what the caller wanted, unless what follows says otherwise
  cameTo: ({ end }) => (end === 'failed' || end === 'limit-reached' ? 'missed' : null),
  tell: ({ end, reason }) => other(`${ENDS[end]}${reason === '' ? '' : `: ${isolated(reason)}`}`),
}

const ENDS: Readonly<Record<Conversed['end'], string>> = {
  'wants-person': 'the caller asks the assistant for a person',
  resolved: 'the assistant ends the conversation',
  failed: 'the assistant cannot go on',
  'limit-reached': 'the assistant has talked as long as it may',
}

const ofInquiry = {
  step: count,
  /** Parts it from others of the same conversation: the same words are the same inquiry. */
  id: text,
  name: text,
  number: text,
  reason: text,
  urgency: oneOf('normal', 'high', 'low'),
}

/** An assistant has noted what a caller wants. */
export type Inquiry = What<'inquiry', typeof ofInquiry>
export const inquiry: Entry<Inquiry> = {
  kind: 'inquiry',
  fields: ofInquiry,
  apart: ({ step, id }) => [step, id],
  shows: 'lists',
  people: only(ofInquiry, 'step', 'id', 'name', 'number', 'reason', 'urgency'),
  news: () => true,
  tell: ({ name, reason, urgency }) =>
    other(
      `the assistant notes ${urgency === 'high' ? 'an urgent' : 'an'} inquiry${name === '' ? '' : ` of ${isolated(name)}`}: ${isolated(reason)}`,
    ),
}

/** One thing that was said. Milliseconds since 1970; null where nobody told. */
export interface SaidLine {
  readonly who: 'caller' | 'assistant'
  readonly text: string
  readonly at: number | null
}

const ofConversation = { step: count, summary: text, lines: listOf<SaidLine>('text'), from: optional(oneOf('tool')) }

/**
 * What an assistant and the caller have said to each other, as the carrier reports it afterwards; `from` the tool that ended it,
 * which told so before, in case no report comes.
 */
export type Conversation = What<'conversation', typeof ofConversation>
export const conversation: Entry<Conversation> = {
  kind: 'conversation',
  fields: ofConversation,
  apart: ({ step, from }) => (from === undefined ? [step] : [step, from]),
  shows: 'page',
  people: only(ofConversation, 'step', 'summary', 'lines', 'from'),
}
