import { useEffect, useState } from 'react'
import styles from './live.module.css'

/** A ring that empties while a phone rings, with the seconds that are left. Not read out: it changes every second. */
export function SecondsLeft({ since, seconds, ahead }: { readonly since: number; readonly seconds: number; readonly ahead: number }) {
  const left = Math.max(0, Math.ceil(seconds - (useNow() + ahead - since) / 1000))
  return (
    <span className={styles.left} aria-hidden>
      <svg width={28} height={28} viewBox="0 0 28 28">
        <circle cx={14} cy={14} r={12} pathLength={1} className={styles.leftGround} />
        <circle cx={14} cy={14} r={12} pathLength={1} className={styles.leftRing} strokeDashoffset={1 - Math.min(1, left / seconds)} />
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
