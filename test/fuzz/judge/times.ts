import type { CallLedger } from '../ledger/ledger.ts'

/** From when to when, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A length as people read it: "2.8 s". */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** A moment as its place in the call: "at 12.3 s". */
export function moment({ carrier }: CallLedger, at: number): string {
  return `at ${seconds(at - carrier.startedAt)}`
}

/** What is left of a span without the others. */
export function without(span: Span, others: readonly Span[]): readonly Span[] {
  return others.reduce<readonly Span[]>(
    (left, other) =>
      left.flatMap((one) => {
        if (other.to <= one.from || other.from >= one.to) return [one]
        return [{ from: one.from, to: other.from }, { from: other.to, to: one.to }].filter(({ from, to }) => to > from)
      }),
    [span],
  )
}

/** How long a caller talked, with whom, from when to when. */
export interface Talk extends Span {
  /** E.164. */
  readonly with: string
}

export function talksOf({ heard, carrier }: CallLedger): readonly Talk[] {
  const talks: Talk[] = []
  for (const [index, { at, with: whom }] of heard.entries()) {
    if (whom === null) continue
    const to = heard[index + 1]?.at ?? carrier.endedAt ?? at
    const last = talks.at(-1)
    if (last?.with === whom && last.to === at) talks[talks.length - 1] = { ...last, to }
    else talks.push({ with: whom, from: at, to })
  }
  return talks
}

/** Who was in a room of the call, from when to when; `who` is `caller` or a number. */
export interface Stay extends Span {
  readonly who: string
  readonly room: string
}

export function staysOf({ carrier }: CallLedger): readonly Stay[] {
  const open: { who: string; room: string; from: number }[] = []
  const stays: Stay[] = []
  for (const { ms, who, what, detail } of carrier.timeline) {
    const at = carrier.startedAt + ms
    if (what === 'joins') open.push({ who, room: detail, from: at })
    const left = what === 'leaves' ? open.findIndex((one) => one.who === who && detail.startsWith(one.room)) : -1
    if (left >= 0) for (const one of open.splice(left, 1)) stays.push({ ...one, to: at })
  }
  const end = Math.max(carrier.endedAt ?? 0, ...carrier.legs.map(({ endedAt }) => endedAt ?? 0))
  return [...stays, ...open.map((one) => ({ ...one, to: Math.max(end, one.from) }))]
}

/** The teammate's name behind a number, for sentences. */
export function nameAt({ line }: CallLedger, number: string): string {
  return line.team.find(({ phone }) => phone === number)?.name ?? number
}
