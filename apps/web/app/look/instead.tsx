import { isRouteErrorResponse } from 'react-router'
import styles from '../frame/frame.module.css'
import { NotFound } from './not-found.tsx'
import { NotTaken, Refused } from '../access/refused.tsx'
import { Trouble } from './trouble.tsx'

/** What stands where a page would have: a sentence about why, and a way on. */
export function Instead({ error }: { readonly error: unknown }) {
  return (
    <div className={styles.instead}>
      <Why error={error} />
    </div>
  )
}

function Why({ error }: { readonly error: unknown }) {
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  if (isRouteErrorResponse(error) && error.status === 403) return <Refused why={String(error.data)} />
  if (isRouteErrorResponse(error) && NOT_TAKEN.has(error.status) && typeof error.data === 'string')
    return <NotTaken why={error.data} />
  return <Trouble error={error} />
}

/** With a sentence, by us, before a page was asked or by the page itself. */
const NOT_TAKEN: ReadonlySet<number> = new Set([400, 413, 503])
