import type { Phone } from '../control-plane.ts'
import { useNow } from '../live/use-now.ts'
import { initials, type Names, nameOf } from '../words/names.ts'
import { internationalNumber, nationalNumber } from '../words/numbers.ts'
import { Face } from './face.tsx'
import { stateInWords } from './phone-state.ts'

/** The screen of a phone that nobody rings. */
export function Quiet({ phone, names }: { phone: Phone; names: Names }) {
  const now = useNow(1000)
  const off = phone.behaviour.kind === 'off' || phone.state === 'off'
  return (
    <>
      <time className="wall-clock" aria-hidden="true">
        {off ? '' : new Date(now).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
      </time>
      <Face letters={initials(names, phone.number)} tone={off ? 'off' : 'idle'} />
      <h3 dir="auto">{nameOf(names, phone.number)}</h3>
      {names.has(phone.number) && (
        <p className="digits" title={internationalNumber(phone.number)}>
          {nationalNumber(phone.number)}
        </p>
      )}
      <p className="state">{off ? 'Switched off' : stateInWords(phone, undefined, names)}</p>
    </>
  )
}
