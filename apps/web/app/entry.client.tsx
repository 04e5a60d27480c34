import { startTransition, StrictMode, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { brought } from './reach/part.ts'
import { holdOutOfReach, stayOutOfReach } from './reach/reach.ts'
import { KEPT, sayStale, watchForUpdates } from './reach/updates.ts'

// dialogs hold the page still by a style of their own, which the policy allows with the document's nonce only; this is where they look for it
Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce })

// a request that a newer one replaces is aborted by the router itself, which leaves the end of that answer's stream to nobody
addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') event.preventDefault()
})

holdOutOfReach(() => void sayStale())
if (import.meta.env.PROD) watchForUpdates() // while developing, pages are loaded anew with each change

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter instrumentations={[stayOutOfReach]} />
      <OnceAlive />
    </StrictMode>,
  )
})

/** Once React has taken over what the server sent, what was typed before comes back. */
function OnceAlive() {
  useEffect(() => {
    if (sessionStorage.getItem(KEPT) !== null)
      void brought(() => import('./reach/restore-typed.ts')).then(({ restoreTyped }) => restoreTyped())
  }, [])
  return null
}
