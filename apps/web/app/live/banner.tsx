import { VisuallyHidden } from '@mantine/core'
import { IconPhoneCall, IconPhoneIncoming, IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { isolated } from '#flows/isolated.ts'
import { clock, listOf } from '#flows/story-words.ts'
import { EndCall } from '../shared/end-call.tsx'
import { stateFor, type LiveCall } from './live-calls.ts'
import styles from './live.module.css'
import { SecondsLeft } from './seconds-left.tsx'

export interface BannerProps {
  readonly call: LiveCall
  readonly member: string
  /** The time by the server's clock, in milliseconds. */
  readonly now: number
}

/** A call that rings somebody's phone, or that they are in: who calls, where it stands, and how it went on. */
export function Banner({ call, member, now }: BannerProps) {
  const banner = useRef<HTMLElement>(null)
  useUncoveredFocus(banner)
  /** Said once, when the phone begins to ring: what changes afterwards is said politely. */
  const [alert] = useState(() => (call.ringing.some((ring) => ring.member === member) ? `${call.caller} calls ${call.numberName}` : ''))
  const state = stateFor(call, member)
  const talked = now - (call.talk?.since ?? now)
  const Icon = state === 'ringing' ? IconPhoneIncoming : state === 'over' ? IconPhoneOff : IconPhoneCall
  const own = call.ringing.find((ring) => ring.member === member)
  return (
    <section ref={banner} className={styles.banner} data-state={state} aria-label={`Call from ${call.caller}`}>
      <VisuallyHidden role="alert">{alert}</VisuallyHidden>
      <Icon size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.who}>
        <strong className={styles.caller} title={call.caller}>
          <bdi>{call.caller}</bdi>
        </strong>
        <span className={styles.where}>
          <bdi>{call.numberName}</bdi>
          {call.step !== null && (
            <>
              {' · '}
              <bdi>{call.step}</bdi>
            </>
          )}
        </span>
      </div>
      <div className={styles.what}>
        {state === 'ringing' && (
          <>
            {own && <SecondsLeft since={own.since} seconds={own.seconds} now={now} />}
            <span className={styles.words}>Your phone rings{othersRinging(call, member)}</span>
          </>
        )}
        {state === 'talking' && <span>{talked < CONNECTS_IN ? 'Connecting you' : `You talk · ${clock(talked)}`}</span>}
        <span role="status">
          {state === 'taken' && `Answered by ${isolated(call.talk?.name ?? 'somebody else')}`}
          {state === 'over' && (call.ended?.outcome === 'answered' ? 'The call is over' : 'Missed')}
        </span>
        {state === 'talking' && <EndCall call={call.call} />}
      </div>
      <Link to={`/calls/${encodeURIComponent(call.call)}`} className={styles.open} aria-label={`Open the call from ${call.caller}`}>
        Open
      </Link>
    </section>
  )
}

/** Milliseconds between accepting a call and hearing the caller. */
const CONNECTS_IN = 1_500

function othersRinging({ ringing }: LiveCall, member: string): string {
  const names = ringing.filter((ring) => ring.member !== member).map(({ name }) => isolated(name))
  return names.length === 0 ? '' : `, and ${listOf(names)}’s`
}

/** A banner comes while somebody types: what has the focus is scrolled out from under it. */
function useUncoveredFocus(banner: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const focused = document.activeElement
    if (!banner.current || !focused || focused === document.body || banner.current.parentElement?.contains(focused)) return
    const covered = banner.current.getBoundingClientRect().bottom + 8 - focused.getBoundingClientRect().top
    if (covered > 0) window.scrollBy({ top: -covered })
  }, [banner])
}
