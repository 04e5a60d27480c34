import { VisuallyHidden } from '@mantine/core'
import { IconPhoneCall, IconPhoneIncoming, IconPhoneOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { ACCEPT_KEY } from '#flows/call/accept-key.ts'
import { isolated } from '#flows/story/isolated.ts'
import { clock, listOf } from '#flows/story/story-words.ts'
import { addressOf } from '../reach/addresses.ts'
import { EndCall } from '../calling/end-call.tsx'
import { alsoRinging, mayEnd, stateFor, type RunningCall, type LiveTalk } from './live-calls.ts'
import styles from './live.module.css'
import { SecondsLeft } from './seconds-left.tsx'

export interface BannerProps {
  readonly call: RunningCall
  readonly member: string
  /** The time by the server's clock, in milliseconds. */
  readonly now: number
}

/** A call that rings somebody's phone, or that they are in: who calls, where it stands, and how it went on. */
export function Banner({ call, member, now }: BannerProps) {
  /** Said once, when the phone begins to ring: what changes afterwards is said politely. */
  const [alert] = useState(() =>
    call.ringing.some((ring) => ring.member === member) ? `${call.caller} is calling ${call.numberName}` : '',
  )
  const state = stateFor(call, member)
  const Icon = state === 'ringing' ? IconPhoneIncoming : state === 'over' ? IconPhoneOff : IconPhoneCall
  const own = call.ringing.find((ring) => ring.member === member)
  return (
    <section className={styles.banner} data-state={state} aria-label={`Call from ${call.caller}`}>
      <VisuallyHidden role="alert">{alert}</VisuallyHidden>
      <Icon size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.who}>
        <p className={styles.caller} title={`${call.caller} · ${call.numberName}`}>
          <strong>
            <bdi>{call.caller}</bdi>
          </strong>{' '}
          <span className={styles.where}>
            <bdi>{call.numberName}</bdi>
            {call.step !== null && (
              <>
                {' · '}
                <bdi>{call.step}</bdi>
              </>
            )}
          </span>
        </p>
        <p className={styles.words}>
          {state === 'ringing' && <ToDo call={call} member={member} />}
          {state === 'talking' && call.talk && talking(call.talk, now)}
          <span role="status">
            {state === 'taken' && `Answered by ${isolated(call.talk?.name ?? 'somebody else')}`}
            {state === 'over' && (call.ended?.outcome === 'answered' ? 'The call has ended' : 'Missed')}
          </span>
        </p>
      </div>
      {own && <SecondsLeft since={own.since} seconds={own.seconds} now={now} />}
      {mayEnd(call, member) && <EndCall call={call.call} />}
      <Link to={addressOf.call(call.call)} className={styles.open} aria-label={`Open the call from ${call.caller}`}>
        Open
      </Link>
    </section>
  )
}

/** What to do first, whom else it rings after that: names that are too long are cut, and without room so is that it rings. */
function ToDo({ call: { ringing }, member }: Pick<BannerProps, 'call' | 'member'>) {
  const others = alsoRinging(ringing, member).map(isolated)
  const isPickedUp = ringing.some((ring) => ring.member === member && ring.isPickedUp)
  return (
    <>
      {isPickedUp ? (
        `Press ${ACCEPT_KEY} on your phone to take the call.`
      ) : (
        <>
          <span className={styles.rings}>Ringing you. </span>
          {`Answer your phone and press ${ACCEPT_KEY} to take the call.`}
        </>
      )}
      {others.length > 0 && ` Also ringing ${listOf(others)}.`}
    </>
  )
}

function talking({ since, isJoined }: LiveTalk, now: number): string {
  return isJoined ? `You’re talking · ${clock(now - since)}` : 'Connecting you'
}
