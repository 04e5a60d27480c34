import { harmless, type Draft } from './harmless.ts'
import type { PlayWithURL, SWMLMethod } from './swml-types.ts'

/**
 * SWML, the carrier's call documents, as far as we write them. Their types are made from the carrier's schema by
 * `infra/tools/swml-types.ts`, which names the verbs; times are in seconds unless a name says otherwise.
 */
export interface Swml {
  readonly version: '1.0.0'
  readonly sections: { readonly main: readonly Verb[] }
  /** Only `swml` makes documents: what has not been made harmless cannot be sent. */
  readonly [madeHarmless]: true
}
declare const madeHarmless: unique symbol

/** A verb of a document. */
export type Verb = Unchanging<SWMLMethod>

/** A verb as documents' builders write it; a plain string in it is foreign, see `harmless`. */
export type DraftVerb = Draft<SWMLMethod>

/** What a request is to carry. */
export type DraftBody = Draft<Readonly<Record<string, string | number | boolean>>>

/** How text is spoken. Absent: by the carrier's usual voice, in the English of the United States. */
export type SayParams = Readonly<Pick<PlayWithURL, 'say_voice' | 'say_language'>>

type Unchanging<T> = T extends readonly (infer Item)[]
  ? readonly Unchanging<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Unchanging<T[Name]> }
    : T

/** A document of these verbs, run from the first to the last. Every document goes through here, and nothing foreign in it is filled in. */
export function swml(main: readonly DraftVerb[]): Swml {
  const document: Omit<Swml, typeof madeHarmless> = {
    version: '1.0.0',
    sections: { main: harmless<readonly Verb[]>(main) },
  }
  return document as Swml // the mark is for the compiler alone
}

/** The carrier reads at most this much of a document. Bytes. */
export const largestDocument = 64 * 1024

/** A document as it travels. */
export function serialized(document: Swml): string {
  return JSON.stringify(document)
}
