import { useEffect, useState } from 'react'
import { addressOf } from '../reach/addresses.ts'

/** Milliseconds between two requests. */
const EVERY = 500

/** How far an import has come, from 0 to 1, asked for while it runs; null before it is known. */
export function useProgress(run: string, isRunning: boolean): number | null {
  const [part, setPart] = useState<number | null>(null)
  useEffect(() => {
    if (!isRunning) return
    setPart(null)
    const gone = new AbortController()
    const ask = async () => {
      const answer = await fetch(addressOf.importProgress({ run }), { signal: gone.signal })
      const { part: now } = (await answer.json()) as { part: number | null } // what our own route says
      if (now !== null) setPart(now)
    }
    // what cannot be asked for is simply not shown
    const timer = setInterval(() => void ask().catch(() => undefined), EVERY)
    return () => {
      clearInterval(timer)
      gone.abort()
    }
  }, [run, isRunning])
  return isRunning ? part : null
}
