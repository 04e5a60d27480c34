import { z } from 'zod'
import { milliseconds } from '../clock.ts'
import type { Leg } from './leg.ts'

const length = z.string().refine((text) => milliseconds(text) !== undefined, 'must be a length such as "3s" or "500ms"')
const keys = z.string().regex(/^[0-9*#A-Dw,]+$/, 'must be keys of a telephone: 0-9 * #')

/** What a phone does when it is rung (the body of `PUT …/behaviour`). */
export const behaviour = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('manual') }),
  z.strictObject({ kind: z.literal('answers'), after: length, presses: keys.optional(), talksFor: length.optional() }),
  z.strictObject({ kind: z.literal('declines'), after: length }),
  z.strictObject({ kind: z.literal('busy') }),
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('voicemail'), after: length }),
])

/** See {@link behaviour}. */
export type Behaviour = z.output<typeof behaviour>

/** What numbers do from the start: the fixed troublemakers that a test may call without arranging anything. */
const SENTINELS: Record<string, Behaviour> = {
  '+12025550190': { kind: 'busy' },
  '+12025550191': { kind: 'never' },
  '+12025550192': { kind: 'declines', after: '1s' },
  '+12025550196': { kind: 'voicemail', after: '4s' },
}

/** A telephone (or SIP or private address) somewhere in the world. */
export class Phone {
  readonly number: string
  name: string | null = null
  behaviour: Behaviour
  /** Legs that rang it, newest first. */
  readonly legs: Leg[] = []
  /** Calls made from it, newest first. */
  readonly placed: Leg[] = []

  constructor(number: string) {
    this.number = number
    this.behaviour = SENTINELS[number] ?? { kind: 'manual' }
  }

  /** Back to what it did before anybody arranged anything. */
  forgetBehaviour(): void {
    this.behaviour = SENTINELS[this.number] ?? { kind: 'manual' }
  }

  /** The leg on which its person talks or dials. */
  get current(): Leg | undefined {
    return this.legs.find((leg) => leg.state === 'answered') ?? this.placed.find((leg) => !leg.isOver)
  }

  /** The leg that has been ringing longest. */
  get ringing(): Leg | undefined {
    return this.legs.findLast((leg) => leg.state === 'ringing')
  }

  get state(): 'idle' | 'ringing' | 'talking' | 'off' {
    if (this.current) return 'talking'
    if (this.ringing) return 'ringing'
    return this.behaviour.kind === 'off' ? 'off' : 'idle'
  }
}

/** The world's phones; an unknown number is a phone that nobody has arranged anything for. */
export class Phones {
  private readonly byNumber = new Map<string, Phone>()

  /** The phone at that number, made when unknown. */
  at(number: string): Phone {
    const known = this.byNumber.get(number)
    if (known) return known
    const phone = new Phone(number)
    this.byNumber.set(number, phone)
    return phone
  }

  /** Whether there is a phone at that number or address: somebody named it, told it what to do, or rang it. */
  knows(number: string): boolean {
    return this.byNumber.has(number)
  }

  /** The phone at that number, without making one known by looking. */
  peek(number: string): Phone {
    return this.byNumber.get(number) ?? new Phone(number)
  }

  /** All phones, in the order in which they became known. */
  all(): Phone[] {
    return [...this.byNumber.values()]
  }
}
