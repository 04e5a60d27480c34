import type { RungOf } from '../verbs/verbs.ts'

/**
 * What a document does by itself, rung by rung, when it cannot reach us. It always ends in a
 * recording or a goodbye, so that no caller is left in silence.
 */
export type Ladder = readonly Rung[]

/** What stands for a verb where nobody can be asked; its room says what that is. */
export type Rung = RungOf
