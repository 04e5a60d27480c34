import { useCallback, useState } from 'react'
import { Refusal } from '../control-plane.ts'

/** Runs what a button asks for; when the emulator refuses, keeps its sentence for the page to show. */
export type Run = <T>(deed: Promise<T>) => Promise<T | null>

/** The last refusal, and the way to run deeds so that a refusal is told and never lost. */
export function useDeeds(): { notice: string | null; dismiss(): void; run: Run } {
  const [notice, setNotice] = useState<string | null>(null)
  const run = useCallback<Run>(async (deed) => {
    try {
      const result = await deed
      setNotice(null)
      return result
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setNotice(error.message)
      return null
    }
  }, [])
  return { notice, dismiss: () => setNotice(null), run }
}
