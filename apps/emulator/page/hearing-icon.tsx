import {
  IconBell,
  IconDots,
  IconMicrophone,
  IconMusic,
  IconPhoneCall,
  IconPlayerPause,
  IconSpeakerphone,
  IconUser,
} from '@tabler/icons-react'
import type { Hearing } from './words/hearing.ts'

/** A picture for what is heard; the words stand beside it. */
export function HearingIcon({ kind }: { kind: Hearing['kind'] }) {
  const Icon = icons[kind]
  return <Icon size={18} stroke={1.75} aria-hidden="true" />
}

const icons = {
  ringback: IconPhoneCall,
  bell: IconBell,
  speech: IconSpeakerphone,
  music: IconMusic,
  silence: IconPlayerPause,
  person: IconUser,
  beep: IconMicrophone,
  nothing: IconDots,
} satisfies Record<Hearing['kind'], typeof IconBell>
