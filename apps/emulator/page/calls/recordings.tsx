import { type Call, recordingUrl } from '../control-plane.ts'
import { clock } from '../words/times.ts'

/** The recordings of a call, each with a player. */
export function Recordings({ call }: { call: Call }) {
  if (call.recordings.length === 0) return null
  return (
    <div className="recordings">
      <h3>{call.recordings.length === 1 ? 'Recording' : 'Recordings'}</h3>
      {call.recordings.map(({ id, seconds }, index) => (
        <figure key={id}>
          <figcaption>
            {index + 1}, {clock(seconds * 1000)}
          </figcaption>
          <audio
            controls
            preload="none"
            src={recordingUrl(id)}
            aria-label={`Recording ${index + 1}, ${clock(seconds * 1000)}`}
          />
        </figure>
      ))}
    </div>
  )
}
