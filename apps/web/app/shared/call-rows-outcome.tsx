import { IconMicrophone, IconPhoneCall, IconPhoneCheck, IconPhoneIncoming, IconPhoneX, type TablerIcon } from '@tabler/icons-react'
import type { Outcome } from '#flows/call-events.ts'
import styles from './call-rows.module.css'

/** What came of a call, as far as colour and icon tell it. A voicemail belongs to a call that was missed. */
export type OutcomeKind = 'live' | 'answered' | 'voicemail' | 'missed' | 'done'

/** @param hasVoicemail whether the caller left a message. */
export function outcomeKind(outcome: Outcome | null, { hasVoicemail }: { readonly hasVoicemail: boolean }): OutcomeKind {
  if (outcome === null) return 'live'
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
  live: { label: 'Live', icon: IconPhoneCall },
  answered: { label: 'Answered', icon: IconPhoneCheck },
  voicemail: { label: 'Missed, voicemail', icon: IconMicrophone },
  missed: { label: 'Missed', icon: IconPhoneX },
  done: { label: 'Call', icon: IconPhoneIncoming },
}
