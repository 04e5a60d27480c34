import { useEffect, useReducer, useState } from 'react'
import { type Connection, followEmulator } from './follow-emulator.ts'
import { fold, type LiveState, nothingYet } from './live-state.ts'

/** The telephone network as it is now, and whether the page sees it live. */
export function useLiveState(): { state: LiveState; connection: Connection } {
  const [state, hear] = useReducer(fold, nothingYet)
  const [connection, connectionIs] = useState<Connection>('connecting')
  useEffect(() => followEmulator(hear, connectionIs), [])
  return { state, connection }
}
