import { IconQuestionMark } from '@tabler/icons-react'
import { icons } from 'virtual:node-icons'
import { definitionOf } from '#flows/language/flow.ts'

/** The picture of a node kind, which its definition names. */
export function NodeIcon({ kind, size = 18 }: { readonly kind: string; readonly size?: number }) {
  const Picture = icons[definitionOf(kind)?.icon ?? ''] ?? IconQuestionMark
  return <Picture size={size} stroke={1.75} aria-hidden />
}
