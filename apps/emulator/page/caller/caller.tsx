import { IconPhonePlus } from '@tabler/icons-react'
import type { Call } from '../control-plane.ts'
import { isLive, type LiveState } from '../live/live-state.ts'
import type { Run } from '../live/use-deeds.ts'
import type { Loudspeaker } from '../sounds/use-sounds.ts'
import type { Names } from '../words/names.ts'
import { Dialler } from './dialler.tsx'
import { OnTheLine } from './on-the-line.tsx'

/** The phone of somebody outside: a dialler, and during a call what they hear and can do. */
export function Caller(props: {
  state: LiveState
  names: Names
  call: Call | null
  run: Run
  sounds: Loudspeaker
  show(id: string | null): void
  listening: boolean
  listen(): void
}) {
  const { state, names, call, run, sounds, show, listening, listen } = props
  const live = call && isLive(call) ? call : null
  return (
    <section id="caller" aria-labelledby="caller-title" onPointerDown={listen}>
      <div className="section-head">
        <h2 id="caller-title">You, the caller</h2>
        {live && (
          <button type="button" className="quiet" onClick={() => show(null)}>
            <IconPhonePlus size={18} stroke={1.75} aria-hidden="true" /> Another call
          </button>
        )}
      </div>
      <div className="caller-device">
        {live ? (
          <OnTheLine key={live.id} call={live} names={names} run={run} sounds={sounds} listening={listening} />
        ) : (
          <Dialler key={call?.id} state={state} names={names} last={call} run={run} sounds={sounds} show={show} />
        )}
      </div>
    </section>
  )
}
