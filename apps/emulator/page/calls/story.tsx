import { useEffect, useRef, useState } from 'react'
import type { Call } from '../control-plane.ts'
import { type Names, nameOf } from '../words/names.ts'
import { callerName, storyLine } from '../words/story.ts'
import { clock, exactTime } from '../words/times.ts'

/** A call told line by line, the newest at the foot and in sight. */
export function Story({ call, names }: { call: Call; names: Names }) {
  const [withNetwork, showNetwork] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  const lines = call.timeline
    .map((entry, index) => ({ entry, index, ...storyLine(entry, call, names) }))
    .filter(({ tone }) => withNetwork || tone !== 'network')
  useEffect(() => {
    const list = end.current
    if (list) list.scrollTop = list.scrollHeight
  }, [lines.length, call.id])

  return (
    <>
      <div className="story-head">
        <h3 dir="auto">
          {callerName(call, names)} to {nameOf(names, call.to)}
        </h3>
        <label>
          <input type="checkbox" checked={withNetwork} onChange={(event) => showNetwork(event.target.checked)} />{' '}
          Network too
        </label>
      </div>
      <div className="story" ref={end} tabIndex={0} aria-label="Story of the call" role="log">
        <ol>
          {lines.map(({ entry, index, tone, text }) => (
            <li key={index} className={`tone-${tone}`}>
              <time title={exactTime(new Date(Date.parse(call.startedAt) + entry.ms).toISOString())}>
                {clock(entry.ms)}
              </time>
              <span dir="auto">{text}</span>
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}
