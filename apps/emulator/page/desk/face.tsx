import { type CSSProperties, useState } from 'react'

/** When something began and when it ends by itself, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Initials in a circle; while ringing, the circle pulses, and a ring around it empties where the end is known. */
export function Face({
  letters,
  tone,
  span,
}: {
  letters: string
  tone: 'idle' | 'ringing' | 'talking' | 'off'
  span?: Span | null
}) {
  return (
    <span className={`face face-${tone}`} aria-hidden="true">
      <svg viewBox="0 0 72 72">
        <circle className="face-track" cx="36" cy="36" r="33" />
        {span && <TimeLeft key={`${span.from} ${span.until}`} span={span} />}
      </svg>
      <span>{letters}</span>
    </span>
  )
}

/** Its delay is computed once: computed again at each drawing, the time gone would count twice. */
function TimeLeft({ span }: { span: Span }) {
  const [style] = useState(() => emptying(span))
  return <circle className="face-left" cx="36" cy="36" r="33" pathLength="100" style={style} />
}

/** The animation starts as far in as time has already gone, so a page opened midway shows the right remainder. */
function emptying({ from, until }: Span): CSSProperties {
  return { animationDuration: `${until - from}ms`, animationDelay: `${Math.min(0, from - Date.now())}ms` }
}
