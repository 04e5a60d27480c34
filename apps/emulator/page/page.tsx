import { useMemo, useState } from 'react'
import { Caller } from './caller/caller.tsx'
import { Calls } from './calls/calls.tsx'
import { Desk } from './desk/desk.tsx'
import { callOfLeg, currentLeg, isLive, type LiveState } from './live/live-state.ts'
import { useDeeds } from './live/use-deeds.ts'
import { useLiveState } from './live/use-live-state.ts'
import { TopBar } from './top-bar.tsx'
import { useSounds } from './sounds/use-sounds.ts'
import { callerHears, type Hearing, phoneHears } from './words/hearing.ts'
import { type Names, namesOf } from './words/names.ts'

/** The page of virtual phones: the caller on one side, the desk of phones, and what happened beside them. */
export function Page() {
  const { state, connection } = useLiveState()
  const names = useMemo(() => namesOf(state), [state])
  const [chosen, choose] = useState<string | null>(null)
  const [ear, setEar] = useState<Ear | null>(null)
  const { notice, dismiss, run } = useDeeds()
  const sounds = useSounds(heardAt(ear, state, names))

  const call = state.calls.find(({ id }) => id === chosen) ?? null
  const show = (id: string | null) => {
    choose(id)
    setEar(id ? { call: id } : null)
  }

  return (
    <>
      <TopBar
        connection={connection}
        sounds={sounds}
        ringing={state.phones.filter((phone) => phone.state === 'ringing').length}
      />
      <main>
        <Caller
          state={state}
          names={names}
          call={call}
          run={run}
          sounds={sounds}
          show={show}
          listening={ear !== null && 'call' in ear}
          listen={() => setEar(call ? { call: call.id } : null)}
        />
        <Desk
          state={state}
          names={names}
          run={run}
          sounds={sounds}
          ear={ear && 'phone' in ear ? ear.phone : null}
          listen={(phone) => setEar({ phone })}
        />
        <Calls state={state} names={names} chosen={call ?? state.calls[0] ?? null} show={show} />
      </main>
      {notice && (
        <div className="notice" role="alert">
          <span>{notice}</span>
          <button type="button" onClick={dismiss}>
            Close
          </button>
        </div>
      )}
    </>
  )
}

/** Whose receiver the loudspeaker plays: the one touched last. */
type Ear = { call: string } | { phone: string }

function heardAt(ear: Ear | null, state: LiveState, names: Names): Hearing | null {
  if (!ear) return null
  if ('call' in ear) {
    const call = state.calls.find(({ id }) => id === ear.call)
    return call && isLive(call) ? callerHears(call, names) : null
  }
  const phone = state.phones.find(({ number }) => number === ear.phone)
  const leg = phone && currentLeg(phone)
  return leg ? phoneHears(phone, callOfLeg(state, leg.id), names) : null
}
