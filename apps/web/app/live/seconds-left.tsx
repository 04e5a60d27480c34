import { useEffect, useState } from 'react'
import styles from './live.module.css'

/** A ring that empties while a phone rings, with the seconds that are left. Not read out: it changes every second. */
export function SecondsLeft({
  since,
  seconds,
  now,
}: {
  readonly since: number
  readonly seconds: number
  readonly now: number
}) {
  const left = Math.min(seconds, Math.max(0, Math.ceil(seconds - (now - since) / 1000)))
  return (
    <span className={styles.left} aria-hidden>
      <svg width={32} height={32} viewBox="0 0 32 32">
        <circle cx={16} cy={16} r={14} pathLength={1} className={styles.leftGround} />
        <circle
          cx={16}
          cy={16}
          r={14}
          pathLength={1}
          className={styles.leftRing}
          strokeDashoffset={1 - left / seconds}
        />
      </svg>
      <span>{left}</span>
    </span>
  )
}

/** The time by our clock, to the second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
