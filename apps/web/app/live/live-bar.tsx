import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { isolated } from '#flows/story/isolated.ts'
import { listOf } from '#flows/story/story-words.ts'
import { Banner } from './banner.tsx'
import { concerns, inOrder, type RunningCall } from './live-calls.ts'
import styles from './live.module.css'
import { useNow } from './seconds-left.tsx'
import { useCallNotifications } from './use-call-notifications.ts'
import type { LiveNow } from './use-live-calls.ts'
import { addressOf } from '../reach/addresses.ts'

export interface LiveBarProps {
  readonly live: LiveNow
  readonly member: string
  /** What stands there while there is no call. */
  readonly idle?: ReactNode
}

/**
 * What runs now, on top of every page: a banner for whoever's phone rings or who talks, and a link for each other call. The
 * strip keeps its height while there is none, so that no call moves the page; several stand side by side in it.
 */
export function LiveBar({ live, member, idle = null }: LiveBarProps) {
  const { calls, isConnected, isKnown } = live
  return (
    <section className={styles.bar} aria-label="Calls right now">
      {!isConnected && (
        <p className={styles.lost} role="status">
          {/* one text: as two, the row would set them apart */}
          <span>
            Reconnecting<span className={styles.lostMore}>. Calls go on; what you see may be out of date.</span>
          </span>
        </p>
      )}
      {calls.length > 0 && <Calls live={live} member={member} />}
      {calls.length === 0 && isConnected && (idle ?? (isKnown && <p className={styles.idle}>No calls right now</p>))}
    </section>
  )
}

function Calls({ live: { calls, ahead }, member }: { readonly live: LiveNow; readonly member: string }) {
  const now = useNow() + ahead
  const own = inOrder(
    calls.filter((call) => concerns(call, { member, now })),
    member,
  )
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
            <Link key={call.call} to={addressOf.call(call.call)} className={styles.quietCall}>
              <span className={styles.quietNames}>
                <bdi>{call.caller}</bdi> · <bdi>{call.numberName}</bdi>
              </span>
              <span className={styles.quietState}>{` · ${doing(call)}`}</span>
            </Link>
          ))}
        </section>
      )}
      {own.length + others.length > 1 && <span className={styles.count}>{own.length + others.length} calls</span>}
    </>
  )
}

/** The verb first: names that are too long are cut after it. */
function doing({ ringing, talk, step }: RunningCall): string {
  if (talk) return talk.isJoined ? `talking to ${isolated(talk.name)}` : `connecting to ${isolated(talk.name)}`
  if (ringing.length > 0) return `ringing ${listOf(ringing.map(({ name }) => isolated(name)))}`
  return step === null ? 'just came in' : isolated(step)
}
