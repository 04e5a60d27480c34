import { milliseconds, type Clock } from '../clock.ts'
import { speakingMs } from './hearing.ts'
import type { Leg } from './leg.ts'
import type { Behaviour, Phone } from './phones.ts'

/** What a phone's behaviour may do to a leg that rings it. */
export interface Hands {
  answer(leg: Leg): void
  decline(leg: Leg): void
  hangUp(leg: Leg): void
}

const MACHINE_GREETING = 'You have reached a voicemail. Please leave a message after the tone.'
const MACHINE_PATIENCE_MS = 5000
const MACHINE_LONGEST_MS = 30_000

/** Lets a ringing phone do what it was told to do when rung. */
export function behave(leg: Leg, { phone, clock, hands }: { phone: Phone; clock: Clock; hands: Hands }): void {
  const told = phone.behaviour
  const when = (length: string, deed: () => void) =>
    clock.after(milliseconds(length) ?? 0, () => onceFree(leg, { phone, clock, deed }))
  if (told.kind === 'answers') when(told.after, () => answerAndTalk(leg, { told, clock, hands }))
  else if (told.kind === 'declines') when(told.after, () => hands.decline(leg))
  else if (told.kind === 'voicemail') when(told.after, () => takeMessage(leg, { clock, hands }))
}

/** Acts at once or, when the person talks on another leg at that moment, as soon as they have hung up; never on a leg that has stopped ringing. */
function onceFree(leg: Leg, { phone, clock, deed }: { phone: Phone; clock: Clock; deed: () => void }): void {
  if (leg.state !== 'ringing') return
  const other = phone.current
  if (!other) return deed()
  const stop = other.listen(() => {
    if (!other.isOver) return
    stop()
    // Not within the end itself: its other listeners come first.
    clock.after(0, () => onceFree(leg, { phone, clock, deed }))
  })
}

function answerAndTalk(
  leg: Leg,
  { told, clock, hands }: { told: Extract<Behaviour, { kind: 'answers' }>; clock: Clock; hands: Hands },
): void {
  hands.answer(leg)
  if (told.presses) leg.press(told.presses)
  if (!told.talksFor) return
  const talksMs = milliseconds(told.talksFor) ?? 0
  let talking = false
  const hangUp = () => hands.hangUp(leg)
  const stop = leg.listen(() => {
    if (leg.isOver) return stop()
    if (talking || !hearsSomebody(leg)) return
    talking = true
    clock.after(talksMs, hangUp)
  })
  // Whoever pressed a key waits to be connected; anybody else hears what there is to hear and goes.
  if (!told.presses) clock.after(talksMs, () => talking || hangUp())
}

function hearsSomebody(leg: Leg): boolean {
  return (leg.company?.others(leg).length ?? 0) > 0
}

/** A machine answers, speaks, listens, presses nothing, and hangs up after some silence or half a minute. */
function takeMessage(leg: Leg, { clock, hands }: { clock: Clock; hands: Hands }): void {
  hands.answer(leg)
  const hangUp = () => hands.hangUp(leg)
  const greetingMs = speakingMs(MACHINE_GREETING)
  leg.say(MACHINE_GREETING, greetingMs)
  clock.after(greetingMs, () => {
    if (leg.isOver) return
    clock.after(MACHINE_LONGEST_MS, hangUp)
    let cancel = clock.after(MACHINE_PATIENCE_MS, hangUp)
    const stop = leg.listen((news) => {
      cancel()
      if (leg.isOver) return stop()
      if (isQuiet(leg) || news.what === 'words') cancel = clock.after(MACHINE_PATIENCE_MS, hangUp)
    })
    if (!isQuiet(leg)) cancel()
  })
}

function isQuiet(leg: Leg): boolean {
  return !hearsSomebody(leg) && (leg.sound === 'silence' || leg.sound === 'nothing')
}
