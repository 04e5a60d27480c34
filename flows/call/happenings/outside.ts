import { isolated } from '../../story/isolated.ts'
import { other } from '../../story/telling.ts'
import type { Entry } from './entry.ts'
import { oneOf, only, optional, orNull, text, type What } from './shape.ts'

const ofFetching = { id: text, host: text }

/** A web service is about to be asked: written before, under the name by which it knows the same request when that comes again. */
export type Fetching = What<'fetching', typeof ofFetching>
export const fetching: Entry<Fetching> = {
  kind: 'fetching',
  fields: ofFetching,
  apart: ({ id }) => [id],
  people: only(ofFetching, 'host'),
}

const ofFetched = { id: text, host: text, came: oneOf('ok', 'error', 'timeout'), why: optional(text) }

/** What came of asking a web service; `why` of an error. Neither what was asked nor what it answered is noted. */
export type Fetched = What<'fetched', typeof ofFetched>
export const fetched: Entry<Fetched> = {
  kind: 'fetched',
  fields: ofFetched,
  apart: ({ id }) => [id],
  once: true,
  shows: 'page',
  people: only(ofFetched, 'host', 'came', 'why'),
  tell: ({ host, came, why }) =>
    other(`Ringdown asks ${isolated(host)}: ${ANSWERS[came]}${came === 'error' && why ? ` (${why})` : ''}`),
}

const ANSWERS: Readonly<Record<Fetched['came'], string>> = {
  ok: 'it answers',
  error: 'it fails',
  timeout: 'no answer in time',
}

const ofTexting = { id: text, member: orNull(text), to: text }

/** The carrier is about to be given a text message: written before, so that nobody who does it again sends it twice. */
export type Texting = What<'texting', typeof ofTexting>
export const texting: Entry<Texting> = {
  kind: 'texting',
  fields: ofTexting,
  apart: ({ id }) => [id],
  people: only(ofTexting, 'member'),
}

const ofTexted = {
  id: text,
  member: orNull(text),
  name: text,
  came: oneOf('sent', 'blocked', 'failed'),
  why: optional(text),
  words: text,
  carrier: optional(text),
}

/** What came of a text message to somebody; `why` it was not sent; `carrier`: the carrier's name for it. */
export type Texted = What<'texted', typeof ofTexted>
export const texted: Entry<Texted> = {
  kind: 'texted',
  fields: ofTexted,
  apart: ({ id }) => [id],
  once: true,
  shows: 'page',
  people: only(ofTexted, 'member', 'name', 'came', 'why', 'words'),
  tell: ({ member, name, came, why, words }) => {
    const whom = member === null ? 'the caller' : isolated(name)
    if (came === 'sent') return other(`a text is sent to ${whom}: “${isolated(words)}”`)
    return other(`no text is sent to ${whom}${why ? `: ${why}` : ''}`)
  },
}
