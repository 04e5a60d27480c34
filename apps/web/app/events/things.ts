/**
 * What pages show and what somebody else may change while they are open. `inbox`: marks, recordings and calls that one may not
 * hear of. `names`: what people are called. `routing`: who is on which number, and how it answers. `record`: the record of deeds.
 */
export type Thing =
  | 'inbox'
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
