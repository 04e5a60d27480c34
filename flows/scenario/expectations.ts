import type { Rings } from '../call/happenings/phones.ts'
import type { Plan } from '../language/plan.ts'
import type { Played } from './play-scenario.ts'
import type { CallerStep, Scenario } from './scenario-file.ts'
import { wayTaken, wayWords } from './way-taken.ts'

/** What did not happen as a scenario says, each in a sentence with what happened instead. */
export function unmetExpectations(scenario: Scenario, plan: Plan, played: Played): readonly string[] {
  return [
    ...stepsThatNeverCame(scenario, played),
    ...aboutPhones(scenario, played),
    ...aboutTheEnd(scenario, played),
    ...aboutWay(scenario, plan, played),
    ...aboutWords(scenario, played),
    ...aboutOutside(scenario, played),
  ]
}

/** Who rang, in order. Phones that rang together are one turn. */
export function turnsOf({ outside }: Scenario, { events }: Played): readonly (readonly string[])[] {
  const turns: { readonly names: string[]; readonly at: number; readonly order: Rings['order'] }[] = []
  for (const { at, what } of events) {
    if (what.kind !== 'rings') continue
    const name = outside.some(({ address }) => address === what.address) ? what.address : what.name
    const last = turns.at(-1)
    if (last && last.order === 'together' && what.order === 'together' && at - last.at < 500) last.names.push(name)
    else turns.push({ names: [name], at, order: what.order })
  }
  return turns.map(({ names }) => names)
}

function stepsThatNeverCame({ does }: Scenario, { done, tooLong }: Played): readonly string[] {
  const next = does[done]
  return [
    ...(next
      ? [
          `The caller never came to step ${done + 1}, in which they ${deedWords(next)}${waitWords(next)}: the call ended before.`,
        ]
      : []),
    ...(tooLong ? ['Expected the call to end, but the caller was still there after 30 minutes.'] : []),
  ]
}

function aboutPhones(scenario: Scenario, played: Played): readonly string[] {
  const { rings, ringsAt = {}, silent = [], answeredBy } = scenario.expects
  const turns = turnsOf(scenario, played)
  const begun = played.events.find(({ what }) => what.kind === 'arrived')?.at ?? Date.parse(scenario.at)
  const firstRing = (name: string): number | null => {
    const found = played.events.find(
      ({ what }) => what.kind === 'rings' && (what.name === name || what.address === name),
    )
    return found ? (found.at - begun) / 1000 : null
  }
  const talkers = played.events.flatMap(({ what }) => (what.kind === 'talking' ? [what.name] : []))
  return [
    ...(rings && !sameTurns(rings, turns)
      ? [
          `Expected ${listed(rings)} to be rung in this order, but ${listed(turns.map((one) => one.join(' with ')))} rang.`,
        ]
      : []),
    ...Object.entries(ringsAt).flatMap(([name, at]) => {
      const came = firstRing(name)
      if (came !== null && Math.abs(came - at) <= 1) return []
      const instead = came === null ? 'it never rang' : `it rang after ${rounded(came)} s`
      return [`Expected ${name}’s phone to ring ${at} s after the call came in, but ${instead}.`]
    }),
    ...silent.flatMap((name) =>
      firstRing(name) === null ? [] : [`Expected ${name}’s phone to stay silent, but it rang.`],
    ),
    ...(answeredBy !== undefined && !talkers.includes(answeredBy)
      ? [`Expected ${answeredBy} to talk with the caller, but ${listed(talkers)} did.`]
      : []),
  ]
}

/** Those who rang together may stand in any order. */
function sameTurns(expected: readonly string[], turns: readonly (readonly string[])[]): boolean {
  let at = 0
  for (const turn of turns) {
    const those = expected.slice(at, at + turn.length)
    if (JSON.stringify(those.toSorted()) !== JSON.stringify(turn.toSorted())) return false
    at += turn.length
  }
  return at === expected.length
}

function aboutTheEnd({ expects }: Scenario, { outcome, recordings, events }: Played): readonly string[] {
  const { voicemail, lasts } = expects
  const ended = events.flatMap(({ what }) => (what.kind === 'ended' ? [what.seconds] : []))[0]
  return [
    ...(expects.outcome !== undefined && expects.outcome !== outcome
      ? [
          `Expected the call to be ${expects.outcome}, but it ${outcome === null ? 'was never closed' : `is ${outcome}`}.`,
        ]
      : []),
    ...(voicemail === true && recordings === 0 ? ['Expected a voicemail, but none was left.'] : []),
    ...(voicemail === false && recordings > 0 ? ['Expected no voicemail, but one was left.'] : []),
    ...(lasts && (ended === undefined || ended < lasts.from || ended > lasts.to)
      ? [
          `Expected the call to last ${lasts.from} to ${lasts.to} s, but it lasted ${ended ?? 'an unknown time'}${ended === undefined ? '' : ' s'}.`,
        ]
      : []),
  ]
}

function aboutWay({ expects }: Scenario, plan: Plan, { events }: Played): readonly string[] {
  const way = wayTaken(plan, events)
  const missing = firstMissing(expects.way ?? [], way, (wanted, { node, exits }) => {
    const [place, exit] = wanted.split('.')
    return place === node && (exit === undefined || exits.includes(exit))
  })
  if (missing === null) return []
  const then = expects.way?.[0] === missing ? '' : ' next'
  const wanted = missing.includes('.') ? `take the exit ${missing}` : `come to ${missing}`
  return [`Expected the call to ${wanted}${then}, but it went ${wayWords(way)}.`]
}

function aboutWords({ expects: { hears = [], neverHears = [] } }: Scenario, { heard }: Played): readonly string[] {
  const missing = firstMissing(hears, heard, (words, sentence) => sentence.includes(words))
  return [
    ...(missing === null
      ? []
      : [
          `Expected the caller to hear “${missing}”${hears[0] === missing ? '' : ' next'}, but they heard ${quoted(heard)}.`,
        ]),
    ...neverHears.flatMap((words) => {
      const found = heard.find((sentence) => sentence.includes(words))
      return found === undefined ? [] : [`Expected the caller never to hear “${words}”, but they heard “${found}”.`]
    }),
  ]
}

function aboutOutside({ expects: { texts = [], asks = [] } }: Scenario, played: Played): readonly string[] {
  const missing = firstMissing(asks, played.asked, (part, path) => path.includes(part))
  return [
    ...texts.flatMap(({ to, says }) => {
      const sent = played.texts.get(to) ?? []
      return sent.some((words) => words.includes(says))
        ? []
        : [
            `Expected a text to ${to} that says “${says}”, but ${sent.length === 0 ? 'none went there' : `it got ${quoted(sent)}`}.`,
          ]
    }),
    ...(missing === null
      ? []
      : [
          `Expected a web service to be asked at “${missing}”, but ${played.asked.length === 0 ? 'none was asked' : `they were asked at ${quoted(played.asked)}`}.`,
        ]),
  ]
}

/** The first that does not come in its order; null where all do. */
function firstMissing<Wanted, Found>(
  wanted: readonly Wanted[],
  found: readonly Found[],
  fits: (wanted: Wanted, found: Found) => boolean,
): Wanted | null {
  let at = 0
  for (const one of wanted) {
    while (at < found.length && !fits(one, found[at] as Found)) at += 1 // within its length
    if (at === found.length) return one
    at += 1
  }
  return null
}

function deedWords({ says, presses }: CallerStep): string {
  if (says !== undefined) return `say “${says}”`
  return presses === undefined ? 'hang up' : `press ${presses}`
}

function waitWords({ when }: CallerStep): string {
  if (!when) return ''
  if ('hears' in when) return ` once they hear “${when.hears}”`
  if ('talksTo' in when) return ` once they talk to ${when.talksTo}`
  return when.is === 'recorded' ? ' once they are recorded' : ' once they hear ringing'
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join(', then ')
}

function quoted(all: readonly string[]): string {
  return all.length === 0 ? 'nothing' : all.map((one) => `“${one}”`).join(', ')
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10
}
