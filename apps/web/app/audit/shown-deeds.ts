import { deedKinds } from '#infra/db/deeds/kinds.ts'
import type { RecordedDeed } from '#infra/db/deeds/read-deeds.ts'

/** A deed in words, at the organisation's own time. */
export interface ShownDeed {
  readonly place: number
  readonly iso: string
  readonly day: string
  readonly time: string
  readonly who: string
  /** The sentence after the name: what stands before the thing that it was done to, the thing, and what follows. */
  readonly says: readonly [before: string, on: string | null, after: string]
  readonly changes: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[]
  readonly address: string | null
}

/** @param zone the organisation's. */
export function shownDeeds(deeds: readonly RecordedDeed[], zone: string): readonly ShownDeed[] {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' })
  return deeds.map((deed) => ({
    place: deed.place,
    iso: new Date(deed.at).toISOString(),
    day: day.format(deed.at),
    time: time.format(deed.at),
    who: deed.actorName,
    says: saidOf(deed),
    changes: changesOf(deed),
    address: deed.address,
  }))
}

/** "Olive changed the role of Ana", as a file has it. */
export function sentenceOf(deed: Pick<RecordedDeed, 'kind' | 'actorName' | 'aboutName'>): string {
  return `${deed.actorName} ${saidOf(deed).join('')}`
}

/** A kind that a later version of Ringdown wrote is shown by its name. */
function saidOf({ kind, aboutName }: Pick<RecordedDeed, 'kind' | 'aboutName'>): ShownDeed['says'] {
  const says = Object.hasOwn(deedKinds, kind)
    ? deedKinds[kind as keyof typeof deedKinds].says
    : `did ${kind}${aboutName === null ? '' : ' to {on}'}`
  const [before = '', after] = says.split('{on}')
  return after === undefined ? [before, null, ''] : [before, aboutName ?? '', after]
}

function changesOf({ before, after }: Pick<RecordedDeed, 'before' | 'after'>): ShownDeed['changes'] {
  const [then, now] = [valuesOf(before), valuesOf(after)]
  return [...new Set([...then.keys(), ...now.keys()])].map((name) => ({
    name,
    before: then.get(name) ?? null,
    after: now.get(name) ?? null,
  }))
}

/** Each line is "name: value". */
function valuesOf(lines: string | null): ReadonlyMap<string, string> {
  const pairs = (lines ?? '').split('\n').flatMap((line) => {
    const at = line.indexOf(': ')
    return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2)] as const]
  })
  return new Map(pairs)
}
