import { IconPhoneOff, IconVolume } from '@tabler/icons-react'
import type { Call, Phone } from '../control-plane.ts'
import { HearingIcon } from '../hearing-icon.tsx'
import { Keypad } from '../keypad/keypad.tsx'
import { SayField } from '../keypad/say-field.tsx'
import { useNow } from '../live/use-now.ts'
import { phoneHears } from '../words/hearing.ts'
import { type Names, nameOf } from '../words/names.ts'
import { clock } from '../words/times.ts'
import { stateInWords } from './phone-state.ts'

/** The screen of a phone that was picked up: what it hears, keys, words to say, and the way out. */
export function InCall(props: {
  phone: Phone
  since: string | null | undefined
  call: Call | undefined
  names: Names
  listening: boolean
  press(key: string): void
  say(text: string): void
  hangUp(): void
}) {
  const { phone, since, call, names, listening, press, say, hangUp } = props
  const now = useNow(1000)
  const name = nameOf(names, phone.number)
  const heard = phoneHears(phone, call, names)
  return (
    <>
      <div className="in-call-head">
        <h3 dir="auto">{name}</h3>
        {listening && <IconVolume size={16} stroke={1.75} role="img" aria-label="Played by your loudspeaker" />}
        <time>{since ? clock(now - Date.parse(since)) : ''}</time>
        <p className="state">{stateInWords(phone, call, names)}</p>
      </div>
      <div className={`hears hears-${heard.kind}`} tabIndex={0} role="group" aria-label={`What ${name} hears`}>
        <p aria-live="polite">
          <HearingIcon kind={heard.kind} />
          <span>
            <strong className={heard.spoken ? 'sr-only' : undefined}>{heard.title}</strong>{' '}
            <span dir="auto">{heard.line}</span>
          </span>
        </p>
      </div>
      <Keypad size="small" press={press} />
      <SayField label={`Say something as ${name}`} placeholder="Say something" say={say} />
      <button type="button" className="wide stop" aria-label={`Hang up ${name}’s phone`} onClick={hangUp}>
        <IconPhoneOff size={18} stroke={1.75} aria-hidden="true" /> Hang up
      </button>
    </>
  )
}
