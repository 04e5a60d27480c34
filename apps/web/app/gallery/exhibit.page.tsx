import { VisuallyHidden } from '@mantine/core'
import { useEffect } from 'react'
import { useLoaderData, useParams, useSearchParams } from 'react-router'
import { notFound } from '../access/require-permission.ts'
import frame from '../frame/frame.module.css'
import { isPage } from './exhibit.ts'
import { groups } from './groups.ts'
import styles from './gallery.module.css'
import { InBrowser } from './stage.tsx'

export const handle = { permission: 'public', bare: true }

export function loader({ params }: { readonly params: { readonly group?: string; readonly exhibit?: string } }) {
  if (!exhibitOf(params)) throw notFound()
  return { now: Date.now() }
}

/** One exhibit by itself: in a frame of the gallery, for screenshots, for axe. */
export default function ExhibitPage() {
  const { now } = useLoaderData<typeof loader>()
  const exhibit = exhibitOf(useParams())
  const [query] = useSearchParams()
  useScheme(query.get('scheme'))
  if (!exhibit) return null
  const drawn = exhibit.show(now)
  // `?at-once` has the server draw what otherwise only browsers draw, to see that it can
  const shown = exhibit.ticks && !query.has('at-once') ? <InBrowser>{drawn}</InBrowser> : drawn
  return (
    <div className={exhibit.as === 'full' ? styles.screen : undefined}>
      <main className={places[exhibit.as ?? 'part']}>
        {!isPage(exhibit) && (
          <>
            <title>{`${exhibit.name} · Gallery · Ringdown`}</title>
            <VisuallyHidden component="h1">{exhibit.name}</VisuallyHidden>
          </>
        )}
        {shown}
      </main>
    </div>
  )
}

/** As the frame of the product has it around its pages. */
const places = { part: styles.single, page: frame.page, full: frame.full, edge: undefined }

function exhibitOf({ group, exhibit }: { readonly group?: string | undefined; readonly exhibit?: string | undefined }) {
  return groups.find(({ id }) => id === group)?.exhibits.find(({ id }) => id === exhibit)
}

/** A scheme other than the browser's, for this document alone, whatever Mantine writes there. */
function useScheme(scheme: string | null): void {
  useEffect(() => {
    if (scheme !== 'light' && scheme !== 'dark') return
    const root = document.documentElement
    const keep = (): void => {
      if (root.getAttribute(ATTRIBUTE) !== scheme) root.setAttribute(ATTRIBUTE, scheme)
    }
    const observer = new MutationObserver(keep)
    observer.observe(root, { attributes: true, attributeFilter: [ATTRIBUTE] })
    keep()
    return () => observer.disconnect()
  }, [scheme])
}

const ATTRIBUTE = 'data-mantine-color-scheme'
