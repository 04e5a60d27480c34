import type { Phone as VirtualPhone } from '../control-plane.ts'
import { callOfLeg, currentLeg, type LiveState } from '../live/live-state.ts'
import type { Run } from '../live/use-deeds.ts'
import type { Loudspeaker } from '../sounds/use-sounds.ts'
import type { Names } from '../words/names.ts'
import { isSentinel, outsidePhones } from '../words/numbers.ts'
import { Phone } from './phone.tsx'

/** The desk with the phones of everybody who may be rung. */
export function Desk(props: {
  state: LiveState
  names: Names
  run: Run
  sounds: Loudspeaker
  ear: string | null
  listen(number: string): void
}) {
  const { state, names, run, sounds, ear, listen } = props
  const phones = state.phones.filter(belongsOnDesk)
  return (
    <section id="desk" aria-labelledby="desk-title">
      <div className="section-head">
        <h2 id="desk-title">The team’s phones</h2>
        {phones.length > 0 && <span className="count">{inWords(phones)}</span>}
      </div>
      {phones.length === 0 && (
        <p className="empty-desk">
          No phones here yet. A person’s phone appears when the product first names or rings it.
        </p>
      )}
      <ul className="desk">
        {phones.map((phone) => {
          const leg = currentLeg(phone)
          return (
            <li key={phone.number}>
              <Phone
                phone={phone}
                call={leg && callOfLeg(state, leg.id)}
                names={names}
                run={run}
                sounds={sounds}
                listening={ear === phone.number}
                listen={() => listen(phone.number)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Outside phones and those with built-in behaviour stay in the drawer until they are named or in use. */
function belongsOnDesk(phone: VirtualPhone): boolean {
  return (
    Boolean(phone.name) ||
    currentLeg(phone) !== undefined ||
    !(outsidePhones.includes(phone.number) || isSentinel(phone.number))
  )
}

function inWords(phones: readonly VirtualPhone[]): string {
  const ringing = phones.filter(({ state }) => state === 'ringing').length
  const talking = phones.filter(({ state }) => state === 'talking').length
  const parts = [ringing > 0 ? `${ringing} ringing` : '', talking > 0 ? `${talking} in a call` : ''].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'All quiet'
}
