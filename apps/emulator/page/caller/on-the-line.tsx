import { IconPhoneOff, IconVolume } from '@tabler/icons-react'
import { type Call, controlPlane } from '../control-plane.ts'
import { Keypad } from '../keypad/keypad.tsx'
import type { Run } from '../live/use-deeds.ts'
import { useNow } from '../live/use-now.ts'
import type { Loudspeaker } from '../sounds/use-sounds.ts'
import { HearingIcon } from '../hearing-icon.tsx'
import { SayField } from '../keypad/say-field.tsx'
import { callerHears } from '../words/hearing.ts'
import { type Names, nameOf } from '../words/names.ts'
import { internationalNumber, nationalNumber } from '../words/numbers.ts'
import { clock } from '../words/times.ts'
import { useKeyboard } from './use-keyboard.ts'

/** A call as the caller has it at the ear. */
export function OnTheLine({
  call,
  names,
  run,
  sounds,
  listening,
}: {
  call: Call
  names: Names
  run: Run
  sounds: Loudspeaker
  listening: boolean
}) {
  const now = useNow(1000)
  const caller = controlPlane.caller(call.id)
  const heard = callerHears(call, names)
  const press = (key: string) => {
    sounds.key(key)
    void run(caller.press(key))
  }
  const say = (text: string) => void run(caller.say(text))
  const hangUp = () => void run(caller.hangUp())
  useKeyboard({ key: press, escape: hangUp })

  return (
    <div className="caller-form">
      <div className="caller-top">
        <div className="callee">
          <strong>{nameOf(names, call.to)}</strong>
          <span title={internationalNumber(call.to)}>{nationalNumber(call.to)}</span>
          <time>{clock(now - Date.parse(call.startedAt))}</time>
        </div>
        <div className={`hears hears-${heard.kind}`} tabIndex={0} role="group" aria-label="What you hear">
          <div className="hears-head">
            <HearingIcon kind={heard.kind} />
            <span>You hear</span>
            {listening && !sounds.muted && (
              <IconVolume size={16} stroke={1.75} role="img" aria-label="Played by your loudspeaker" />
            )}
          </div>
          <p aria-live="polite">
            <strong>{heard.title}</strong> <span dir="auto">{heard.line}</span>
          </p>
        </div>
        <SayField label="Say something as the caller" placeholder="Say something" say={say} />
        <ul className="ready" aria-label="Things to say">
          {readySentences.map((sentence) => (
            <li key={sentence}>
              <button type="button" onClick={() => say(sentence)}>
                {sentence}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <Keypad size="large" press={press} />
      <button type="button" className="big stop" onClick={hangUp}>
        <IconPhoneOff size={22} stroke={1.75} aria-hidden="true" /> Hang up
      </button>
    </div>
  )
}

const readySentences: readonly string[] = [
  'Hello, do you have a minute?',
  'I have a question about my order.',
  'Please call me back.',
  'Thank you, goodbye.',
]
