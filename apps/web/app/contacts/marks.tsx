import { Badge } from '@mantine/core'
import { IconBan, IconStar } from '@tabler/icons-react'
import type { ContactMarks, ShownTag } from '#infra/db/contact/contact-marks.ts'
import styles from './contacts.module.css'

const icon = { size: 12, stroke: 2, 'aria-hidden': true } as const

/** What people have marked a contact with: each mark in words, nothing by colour alone. */
export function Marks({ marks: { tags, vip, blocked } }: { readonly marks: ContactMarks }) {
  if (tags.length === 0 && !vip && !blocked) return null
  return (
    <ul className={styles.marks} aria-label="Marks">
      {vip && (
        <li>
          <Badge variant="light" color="yellow" tt="none" leftSection={<IconStar {...icon} />}>
            VIP
          </Badge>
        </li>
      )}
      {blocked && (
        <li>
          <Badge variant="light" color="red" tt="none" leftSection={<IconBan {...icon} />}>
            Blocked
          </Badge>
        </li>
      )}
      {tags.map((tag) => (
        <li key={tag.id}>
          <TagBadge tag={tag} />
        </li>
      ))}
    </ul>
  )
}

/** A tag in its colour. */
export function TagBadge({ tag: { name, colour } }: { readonly tag: Pick<ShownTag, 'name' | 'colour'> }) {
  return (
    <Badge variant={colour === 'grey' ? 'default' : 'light'} color={colour === 'grey' ? 'gray' : colour} tt="none">
      <bdi>{name}</bdi>
    </Badge>
  )
}
