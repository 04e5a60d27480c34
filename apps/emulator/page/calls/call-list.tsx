import type { Call } from '../control-plane.ts'
import { isLive } from '../live/live-state.ts'
import { useNow } from '../live/use-now.ts'
import { type Names, nameOf } from '../words/names.ts'
import { ago, clock, exactTime } from '../words/times.ts'
import { callInWords } from '../words/story.ts'

/** The calls, live ones above; choosing one puts it at the caller's ear and tells its story. */
export function CallList({
  calls,
  names,
  chosen,
  show,
}: {
  calls: readonly Call[]
  names: Names
  chosen: string
  show(id: string): void
}) {
  const now = useNow(1000)
  const liveFirst = calls.toSorted((a, b) => Number(isLive(b)) - Number(isLive(a)))
  return (
    <ul className="call-list" aria-label="Calls">
      {liveFirst.map((call) => {
        const { tone, text } = callInWords(call, names)
        return (
          <li key={call.id}>
            <button type="button" aria-pressed={call.id === chosen} onClick={() => show(call.id)}>
              <span className="call-from" dir="auto">
                {nameOf(names, call.from)}
              </span>
              <time title={exactTime(call.startedAt)}>
                {isLive(call)
                  ? clock(now - Date.parse(call.startedAt))
                  : ago(now - Date.parse(call.endedAt ?? call.startedAt))}
              </time>
              <span className="call-to" dir="auto">
                to {nameOf(names, call.to)}
              </span>
              <span className={`call-state tone-${tone}`}>{text}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
