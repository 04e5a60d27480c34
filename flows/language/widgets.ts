/** What a field's schema must be for a widget to show it. */
export type Shape = 'text' | 'number' | 'words' | 'object' | 'list' | 'union'

/**
 * The inputs from which node forms are made, by name. The list is bounded on purpose: a kind picks from it, and whoever
 * draws forms or tells what changed knows all of them.
 */
export const widgets = {
  /** One line of text. */
  text: 'text',
  /** Text that is spoken to the caller; values may stand in it. */
  prompt: 'text',
  /** Text that is kept, sent or shown; values may stand in it as they are, numbers in one piece. */
  template: 'text',
  /** The words of a text message; values may stand in it as they are. */
  message: 'text',
  /** A web address, in whose path and query values may stand, secret ones of other services too. */
  address: 'text',
  /** What a request says in a header; values may stand in it, secret ones of other services too. */
  header: 'text',
  /** JSON, in whose texts values may stand, secret ones of other services too. */
  json: 'text',
  /** One value of the call, by its name. */
  value: 'text',
  /** A flow of the organisation, by its id. */
  flow: 'text',
  /** A whole number of seconds, within the schema's bounds. */
  seconds: 'number',
  /** A whole number of percent, within the schema's bounds. */
  percent: 'number',
  /** What names a place of a list for good, whatever it is called and wherever it is moved: given when it is added, and not shown. */
  'row-id': 'text',
  /** A whole number of anything else, within the schema's bounds. */
  count: 'number',
  /** One of a few words, labelled by `choices`. */
  choice: 'words',
  /** Any of a few words, each ticked or not, labelled by `choices`. */
  choices: 'list',
  language: 'text',
  'time-zone': 'text',
  /** The days of a week with their times. */
  week: 'object',
  /** A day, and a day with a time of it, by the clocks of some zone. */
  date: 'text',
  'date-time': 'text',
  /** A country whose public holidays are kept, or a part of it. */
  'holiday-place': 'text',
  /** Shared opening hours, by their id. */
  schedule: 'text',
  /** A secret for webhooks, by its name. */
  secret: 'text',
  /** A country by its two letters. */
  country: 'text',
  /** A tag of contacts, by its id. */
  tag: 'text',
  /** Named members in order, or whichever "all" the field's schema offers (everyone, the routing list). */
  people: 'union',
  /** Who is written to: the caller, or named members. */
  readers: 'union',
  /** Fields that belong together. */
  group: 'object',
  /** Any number of one thing, in an order that people choose. The element has a label, a help text and a widget too. */
  list: 'list',
  /** One of several sets of fields, told apart by a word that `choices` labels. */
  variant: 'union',
} as const satisfies Readonly<Record<string, Shape>>

export type Widget = keyof typeof widgets

/** Those that hold other fields. */
export type NestingWidget = 'group' | 'list' | 'variant'

declare module 'zod' {
  interface GlobalMeta {
    /** What stands beside the input. */
    label?: string
    /** One sentence under the input. */
    help?: string
    widget?: Widget
    /** Labels of a `choice`, of `choices` or of a `variant`, by value. */
    choices?: Readonly<Record<string, string>>
    /** Of a field that may be left open, what holds then. */
    absent?: string
  }
}
