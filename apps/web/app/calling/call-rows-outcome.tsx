import {
  IconMicrophone,
  IconPhoneCall,
  IconPhoneCheck,
  IconPhoneIncoming,
  IconPhoneX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Outcome } from '#flows/call/happenings/happening.ts'
import type { CallState } from '#flows/call/call-states.ts'
import styles from './call-rows.module.css'

/** What came of a call, or where it stands, as far as colour and icon tell it. A voicemail belongs to a call that was missed. */
export type OutcomeKind = 'waiting' | 'ringing' | 'talking' | 'answered' | 'voicemail' | 'missed' | 'done'

export interface CallStanding {
  /** Whether the caller left a message. */
  readonly hasVoicemail: boolean
  /** Where the call stands while it has no outcome. */
  readonly state: CallState | null
}

export function outcomeKind(outcome: Outcome | null, { hasVoicemail, state }: CallStanding): OutcomeKind {
  if (outcome === null) return state === 'ringing' || state === 'talking' ? state : 'waiting'
  if (outcome === 'answered') return 'answered'
  if (hasVoicemail) return 'voicemail'
  return outcome === 'completed' ? 'done' : 'missed'
}

/** An outcome's icon and word in its colour. */
export function OutcomeMark({ kind, children }: { readonly kind: OutcomeKind; readonly children?: string }) {
  const { label, icon: Icon } = kinds[kind]
  return (
    <span className={styles.outcome} data-kind={kind}>
      <Icon size={16} stroke={1.75} aria-hidden />
      {children ?? label}
    </span>
  )
}

const kinds: Readonly<Record<OutcomeKind, { readonly label: string; readonly icon: TablerIcon }>> = {
  waiting: { label: 'Live', icon: IconPhoneIncoming },
  ringing: { label: 'Ringing', icon: IconPhoneCall },
  talking: { label: 'Talking', icon: IconPhoneCall },
  answered: { label: 'Answered', icon: IconPhoneCheck },
  voicemail: { label: 'Missed, voicemail', icon: IconMicrophone },
  missed: { label: 'Missed', icon: IconPhoneX },
  done: { label: 'Call', icon: IconPhoneIncoming },
}
