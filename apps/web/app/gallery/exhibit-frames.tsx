import { useEffect, useRef, useState } from 'react'
import type { Exhibit } from './exhibit.ts'
import { galleryAddress } from './gallery-address.ts'
import styles from './gallery.module.css'

interface ExhibitFramesProps {
  readonly group: string
  readonly exhibit: Exhibit
  /** `here`: as wide as there is room; `phone`: 360 px; `both`: that in both schemes, side by side. */
  readonly width: string
}

/** An exhibit in a document of its own, so that its page is as wide as the frame and its dialogs stay inside. */
export function ExhibitFrames({ group, exhibit, width }: ExhibitFramesProps) {
  const schemes = width === 'both' ? ['light', 'dark'] : [null]
  return (
    <div className={styles.frames}>
      {schemes.map((scheme) => (
        <Framed
          key={scheme}
          src={galleryAddress({ group, exhibit: exhibit.id }, scheme === null ? '' : `?scheme=${scheme}`)}
          title={`${exhibit.name}${scheme === null ? '' : `, ${scheme}`}`}
          isPhone={width !== 'here'}
        />
      ))}
    </div>
  )
}

function Framed({ src, title, isPhone }: { readonly src: string; readonly title: string; readonly isPhone: boolean }) {
  const [height, setHeight] = useState(480)
  const { place, shown, onLoad } = useTurn()
  return (
    <div ref={place} className={styles.frame} data-phone={isPhone || undefined} style={{ minHeight: height }}>
      {shown && (
        <iframe
          src={src}
          title={title}
          height={height}
          onLoad={({ currentTarget }) => {
            onLoad()
            const body = currentTarget.contentDocument?.body
            if (body)
              new ResizeObserver(() => setHeight(Math.min(1_200, Math.max(160, body.scrollHeight)))).observe(body)
          }}
        />
      )}
    </div>
  )
}

/**
 * Whether a frame may load: once it is seen, and one after the other. While developing every document asks for hundreds of
 * files, and a browser refuses those of a dozen documents at once.
 */
function useTurn() {
  const place = useRef<HTMLDivElement>(null)
  const [shown, show] = useState(false)
  const done = useRef<() => void>(undefined)
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return
      observer.disconnect()
      turns = turns.then(
        () =>
          new Promise((resolve) => {
            done.current = resolve
            show(true)
          }),
      )
    })
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      done.current?.()
    }
  }, [])
  return { place, shown, onLoad: () => done.current?.() }
}

let turns = Promise.resolve()
