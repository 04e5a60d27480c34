import { IconPhone, IconPhoneOff } from '@tabler/icons-react'
import type { Call, Phone } from '../control-plane.ts'
import { useNow } from '../live/use-now.ts'
import { phoneHears } from '../words/hearing.ts'
import { initials, type Names, nameOf } from '../words/names.ts'
import { Face } from './face.tsx'
import { ringSpan, whatComesNext } from './phone-state.ts'

/** The screen of a ringing phone: who calls, which number they called, and the two buttons. */
export function Ringing({
  phone,
  call,
  names,
  answer,
  decline,
}: {
  phone: Phone
  call: Call | undefined
  names: Names
  answer(): void
  decline(): void
}) {
  const span = ringSpan(phone)
  const now = useNow(500, span !== null)
  const heard = phoneHears(phone, call, names)
  const name = nameOf(names, phone.number)
  return (
    <>
      <Face letters={initials(names, phone.number)} tone="ringing" span={span} />
      <h3 dir="auto">{name}</h3>
      <p className="state">Ringing</p>
      <p className="who-calls" aria-live="polite">
        <strong>{heard.title}</strong> {heard.line}
      </p>
      <p className="next">{span ? whatComesNext(phone, Math.max(0, Math.ceil((span.until - now) / 1000))) : ''}</p>
      <div className="answer-or-decline">
        <button type="button" className="round stop" aria-label={`Decline on ${name}’s phone`} onClick={decline}>
          <IconPhoneOff size={22} stroke={1.75} aria-hidden="true" />
          <span aria-hidden="true">Decline</span>
        </button>
        <button type="button" className="round go" aria-label={`Answer on ${name}’s phone`} onClick={answer}>
          <IconPhone size={22} stroke={1.75} aria-hidden="true" />
          <span aria-hidden="true">Answer</span>
        </button>
      </div>
    </>
  )
}
