import type { Call } from '../control-plane.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Names } from '../words/names.ts'
import { CallList } from './call-list.tsx'
import { Recordings } from './recordings.tsx'
import { Story } from './story.tsx'
import { Welcome } from './welcome.tsx'

/** What happened: the calls, and the chosen one's story line by line. */
export function Calls({
  state,
  names,
  chosen,
  show,
}: {
  state: LiveState
  names: Names
  chosen: Call | null
  show(id: string): void
}) {
  return (
    <section id="calls" aria-labelledby="calls-title">
      <div className="section-head">
        <h2 id="calls-title">What happens</h2>
      </div>
      {chosen ? (
        <>
          <CallList calls={state.calls} names={names} chosen={chosen.id} show={show} />
          <Story call={chosen} names={names} />
          <Recordings call={chosen} />
        </>
      ) : (
        <Welcome />
      )}
    </section>
  )
}
