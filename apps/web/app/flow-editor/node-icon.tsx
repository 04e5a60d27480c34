import {
  IconListNumbers,
  IconPhoneIncoming,
  IconPhoneOff,
  IconQuestionMark,
  IconRecordMail,
  IconUsersGroup,
  IconVolume,
  type Icon,
} from '@tabler/icons-react'
import { definitionOf } from '#flows/language/flow.ts'
import type { definitions, NodeKind } from '#flows/nodes/definitions.ts'

type IconName = (typeof definitions)[NodeKind]['icon']

/** The icons that definitions name; a kind whose icon is missing here does not compile. */
const icons: Record<IconName, Icon> = {
  ListNumbers: IconListNumbers,
  PhoneIncoming: IconPhoneIncoming,
  PhoneOff: IconPhoneOff,
  RecordMail: IconRecordMail,
  UsersGroup: IconUsersGroup,
  Volume: IconVolume,
}

/** The picture of a node kind. */
export function NodeIcon({ kind, size = 18 }: { readonly kind: string; readonly size?: number }) {
  const name = definitionOf(kind)?.icon
  const Picture = (isKnown(name) && icons[name]) || IconQuestionMark
  return <Picture size={size} stroke={1.75} aria-hidden />
}

function isKnown(name: string | undefined): name is IconName {
  return name !== undefined && Object.hasOwn(icons, name)
}
