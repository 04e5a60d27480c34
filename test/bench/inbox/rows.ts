import { randomUUID } from 'node:crypto'
import type { Copied } from './copied.ts'
import { customerName, customerNumber, pick } from './names.ts'
import type { Shape, ShapedMember, ShapedNumber } from './shape.ts'

const DAY = 86_400_000
const TWO_YEARS = 730 * DAY

/** The organisation itself, its people and its numbers. */
export function addOrganisation(rows: Copied, { id, flow, members, numbers }: Shape): void {
  rows.add('organisation', [id, `Organisation ${id.slice(0, 8)}`])
  for (const member of members)
    rows.add('member', [member.id, id, member.name, `${member.id}@example.test`, member.role])
  rows.add('flow', [flow, id, 'Main', '{}'])
  for (const [at, { id: number, e164, openToOrganisation, team }] of numbers.entries()) {
    rows.add('number', [number, id, e164, `Line ${at}`, flow, openToOrganisation ? 'organisation' : 'people'])
    for (const member of team) rows.add('number_access', [id, number, member.id, 'member'])
  }
}

/** All its conversations, with this many calls between them. One customer in three is a contact. */
export function addConversations(
  rows: Copied,
  shape: Shape,
  { calls, now }: { readonly calls: number; readonly now: number },
): void {
  const { random, numbers, conversations } = shape
  const counts = callCounts(conversations, calls, random)
  const known = new Set<string>()
  let at = 0
  for (const [place, number] of numbers.entries()) {
    const until = place === numbers.length - 1 ? conversations : at + Math.round(number.share * conversations)
    const own = new Set<string>()
    for (; at < Math.min(until, conversations); at += 1) {
      const customer = counts[at] === 1 && random() < 0.05 ? `call:${randomUUID()}` : unused(own, random)
      if (!known.has(customer) && customer.startsWith('+') && random() < 0.33)
        rows.add('contact', [shape.id, customerName(random), customer])
      known.add(customer)
      addConversation(rows, { shape, number, customer, calls: counts[at] ?? 1, now })
    }
  }
}

interface Planned {
  readonly shape: Shape
  readonly number: ShapedNumber
  readonly customer: string
  readonly calls: number
  readonly now: number
}

function addConversation(rows: Copied, { shape, number, customer, calls, now }: Planned): void {
  const { random } = shape
  const id = randomUUID()
  const began = now - random() * TWO_YEARS
  const lasted = Math.min(now - 60_000 - began, random() * random() * TWO_YEARS)
  const times = Array.from({ length: calls }, () => began + random() * Math.max(lasted, 1)).toSorted((a, b) => a - b)
  const people = new Set<string>()
  let last = { call: '', at: began, outcome: 'answered', words: '' }
  for (const arrivedAt of times) last = addCall(rows, { shape, number, customer, conversation: id, arrivedAt, people })
  const age = now - last.at
  const isDone = random() < (age > 30 * DAY ? 0.9 : 0.5)
  const missed = last.outcome !== 'answered'
  const unread = !isDone && missed && random() < 0.4
  const event = Math.floor(last.at / 1000)
  const lastAt = iso(last.at)
  rows.add('conversation', [
    id,
    shape.id,
    number.id,
    customer,
    isDone ? 'done' : 'open',
    unread,
    missed,
    false,
    last.call,
    lastAt,
    last.words,
    last.outcome,
    event,
    isDone ? event : null,
    missed ? event : null,
    unread || !missed ? null : event,
  ])
  for (const member of people) rows.add('conversation_person', [shape.id, id, member, lastAt])
}

interface PlannedCall extends Omit<Planned, 'calls' | 'now'> {
  readonly conversation: string
  readonly arrivedAt: number
  /** Whose phone rang in the conversation; they are added. */
  readonly people: Set<string>
}

function addCall(
  rows: Copied,
  { shape, number, customer, conversation, arrivedAt, people }: PlannedCall,
): { call: string; at: number; outcome: string; words: string } {
  const { random } = shape
  const call = customer.startsWith('call:') ? customer.slice(5) : randomUUID()
  const fate = random()
  const outcome = fate < 0.72 ? 'answered' : fate < 0.92 ? 'missed' : 'abandoned'
  const rung: readonly ShapedMember[] =
    outcome === 'abandoned' && random() < 0.5
      ? []
      : random() < 0.85
        ? [pick(number.team, random)]
        : number.team.slice(0, 2)
  const joined = outcome === 'answered' ? rung.at(-1) : undefined
  const seconds = 10 + Math.floor(random() * 400)
  const endedAt = iso(arrivedAt + seconds * 1000)
  const words = joined
    ? `${joined.name} answered; talked ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.`
    : rung.length > 0
      ? `Rang ${rung.map(({ name }) => `${name} 20 s`).join(', ')}; the caller hung up.`
      : 'The caller hung up.'
  const caller = customer.startsWith('+') ? customer : null
  rows.add('call', [
    shape.id,
    call,
    number.id,
    shape.flow,
    1,
    caller,
    null,
    'ended',
    outcome,
    iso(arrivedAt),
    joined ? iso(arrivedAt + 9000) : null,
    endedAt,
    seconds,
    conversation,
    words,
    joined ? null : Math.floor(arrivedAt / 1000),
  ])
  for (const [at, member] of rung.entries()) {
    people.add(member.id)
    const answered = member === joined
    rows.add('leg', [
      shape.id,
      call,
      `2-${at + 1}`,
      member.id,
      member.name,
      '+12025550199',
      'ended',
      iso(arrivedAt + 3000),
      answered ? iso(arrivedAt + 9000) : null,
      endedAt,
      answered ? 'hung-up' : 'no-answer',
    ])
  }
  if (outcome === 'missed' && random() < 0.5)
    rows.add('recording', [
      shape.id,
      call,
      `https://carrier.test/${call}`,
      5 + Math.floor(random() * 60),
      'word',
      endedAt,
      `recordings/${call}`,
      endedAt,
    ])
  return { call, at: arrivedAt, outcome, words }
}

/** How many calls each conversation has: most have few, some have thousands, and all together have `total`. */
function callCounts(conversations: number, total: number, random: () => number): number[] {
  const counts = Array.from({ length: conversations }, () =>
    Math.min(3000, Math.floor(1.4 * (1 - random()) ** (-1 / 1.15))),
  )
  let rest = total - counts.reduce((sum, count) => sum + count, 0)
  for (let at = 0; rest !== 0; at = (at + 1) % conversations) {
    const step = rest > 0 ? 1 : -1
    const count = counts[at] ?? 1
    if (count === 1) continue // somebody who called once stays so
    counts[at] = count + step
    rest -= step
  }
  return counts
}

function unused(own: Set<string>, random: () => number): string {
  for (;;) {
    const number = customerNumber(random)
    if (own.has(number)) continue
    own.add(number)
    return number
  }
}

/** As `toISOString`, which takes longer than all the rest of a row. */
function iso(at: number): string {
  const day = Math.floor(at / DAY)
  let date = dates.get(day)
  if (date === undefined) dates.set(day, (date = new Date(day * DAY).toISOString().slice(0, 11)))
  const second = Math.floor((at - day * DAY) / 1000)
  return `${date}${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}.${String(Math.floor(at % 1000)).padStart(3, '0')}Z`
}
const dates = new Map<number, string>()

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
