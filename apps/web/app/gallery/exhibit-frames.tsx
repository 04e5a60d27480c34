import { useState } from 'react'
import type { Exhibit } from './exhibit.ts'
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
        <Framed key={scheme} src={`/gallery/${group}/${exhibit.id}${scheme === null ? '' : `?scheme=${scheme}`}`} title={`${exhibit.name}${scheme === null ? '' : `, ${scheme}`}`} isPhone={width !== 'here'} />
      ))}
    </div>
  )
}

function Framed({ src, title, isPhone }: { readonly src: string; readonly title: string; readonly isPhone: boolean }) {
  const [height, setHeight] = useState(480)
  return (
    <iframe
      src={src}
      title={title}
      loading="lazy"
      className={styles.frame}
      data-phone={isPhone || undefined}
      height={height}
      onLoad={({ currentTarget }) => {
        const body = currentTarget.contentDocument?.body
        if (body) new ResizeObserver(() => setHeight(Math.min(1_200, Math.max(160, body.scrollHeight)))).observe(body)
      }}
    />
  )
}
