import { useEffect, useRef, type RefObject } from 'react'
import { Link } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { listOf } from '#flows/story-words.ts'
import { Banner } from './banner.tsx'
import { concerns, type LiveCall } from './live-calls.ts'
import styles from './live.module.css'
import { useNow } from './seconds-left.tsx'
import { useCallNotifications } from './use-call-notifications.ts'
import type { LiveNow } from './use-live-calls.ts'

/** What runs now, on top of every page: a banner for whoever's phone rings or who talks, one quiet row for all the rest. */
export function LiveBar({ live, member }: { readonly live: LiveNow; readonly member: string }) {
  const bar = useRef<HTMLDivElement>(null)
  useRoomBelow(bar)
  return (
    <div ref={bar} className={styles.bar}>
      {!live.isConnected && (
        <p className={styles.lost} role="status">
          Reconnecting. What you see may be a moment old; calls go on.
        </p>
      )}
      {live.calls.length > 0 && <Calls live={live} member={member} />}
    </div>
  )
}

function Calls({ live: { calls, ahead }, member }: { readonly live: LiveNow; readonly member: string }) {
  const now = useNow() + ahead
  const own = calls.filter((call) => concerns(call, { member, now }))
  const others = calls.filter((call) => call.ended === null && !own.includes(call))
  useCallNotifications(own, member)
  return (
    <>
      {own.map((call) => (
        <Banner key={call.call} call={call} member={member} now={now} />
      ))}
      {others.length > 0 && (
        <section className={styles.quiet} aria-label="Live now">
          <span className={styles.dot} aria-hidden />
          <strong>Live now</strong>
          {others.map((call) => (
            <Link key={call.call} to={`/calls/${encodeURIComponent(call.call)}`} className={styles.quietCall}>
              <bdi>{call.caller}</bdi> · <bdi>{call.numberName}</bdi> · {doing(call)}
            </Link>
          ))}
        </section>
      )}
    </>
  )
}

/** What gets the focus is scrolled out from under the bar, however high it is. */
function useRoomBelow(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!bar.current) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(([entry]) => {
      style.scrollPaddingTop = `${Math.ceil(entry?.contentRect.height ?? 0) + 8}px`
    })
    observer.observe(bar.current)
    return () => {
      observer.disconnect()
      style.scrollPaddingTop = ''
    }
  }, [bar])
}

function doing({ ringing, talk, step }: LiveCall): string {
  if (talk) return `${isolated(talk.name)} talks`
  if (ringing.length > 0) return `rings ${listOf(ringing.map(({ name }) => isolated(name)))}`
  return step === null ? 'has come in' : isolated(step)
}
