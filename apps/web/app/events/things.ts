/**
 * What pages show and what somebody else may change while they are open. `inbox`: calls that one may not hear of, and lists of
 * conversations as a whole. `marks`: what was said of a conversation, and recordings that were fetched; their rows are told as well. `names`: what people are called. `routing`: who is on which number, and how it answers. `record`: the record of deeds.
 */
export type Thing =
  | 'inbox'
  | 'marks'
  | 'organisation'
  | 'people'
  | 'names'
  | 'numbers'
  | 'routing'
  | 'flows'
  | 'contacts'
  | 'record'

/** The things that have changed; null when nobody can say which. */
export type Changed = readonly Thing[] | null
