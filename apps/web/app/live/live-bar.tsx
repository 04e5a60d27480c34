import { IconPhoneCall, IconPhoneIncoming, IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { clock, listOf } from '#flows/story-words.ts'
import type { LiveCall } from './live-calls.ts'
import styles from './live.module.css'
import { SecondsLeft, useNow } from './seconds-left.tsx'
import type { LiveNow } from './use-live-calls.ts'

/** What runs now, on top of every page: a banner for whoever's phone rings or who talks, one quiet row for all the rest. */
export function LiveBar({ live, member }: { readonly live: LiveNow; readonly member: string }) {
  const { calls, ahead, isConnected } = live
  const own = calls.filter((call) => concerns(call, member))
  const others = calls.filter((call) => call.ended === null && !own.includes(call))
  useNotifications(own, member)
  return (
    <div className={styles.bar}>
      {!isConnected && (
        <p className={styles.lost} role="status">
          Reconnecting. What you see may be a moment old; calls go on.
        </p>
      )}
      {own.map((call) => (
        <Banner key={call.call} call={call} member={member} ahead={ahead} />
      ))}
      {others.length > 0 && (
        <div className={styles.quiet} role="status">
          <span className={styles.dot} aria-hidden />
          <strong>Live now</strong>
          {others.map((call) => (
            <Link key={call.call} to={`/calls/${encodeURIComponent(call.call)}`} className={styles.quietCall}>
              {call.caller} · {call.numberName} · {doing(call)}
            </Link>
          ))}
        </div>
      )}
    </div>
  )
}

/** Whether a call is a person's own: their phone rings or rang, or they talk. */
function concerns(call: LiveCall, member: string): boolean {
  if (call.talk?.member === member) return true
  if (call.ended === null && call.talk === null) return call.ringing.some((ring) => ring.member === member)
  // how it went on is told for a moment to those whose phones rang
  const since = call.ended?.at ?? call.talk?.since ?? null
  return call.rung.has(member) && (since === null || Date.now() - since < 4_000)
}

function Banner({ call, member, ahead }: { readonly call: LiveCall; readonly member: string; readonly ahead: number }) {
  const state = stateOf(call, member)
  const Icon = state === 'ringing' ? IconPhoneIncoming : state === 'over' ? IconPhoneOff : IconPhoneCall
  const own = call.ringing.find((ring) => ring.member === member)
  const others = call.ringing.filter((ring) => ring.member !== member).map(({ name }) => name)
  return (
    <section className={styles.banner} data-state={state} aria-label={`Call from ${call.caller}`}>
      <Icon size={18} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.who}>
        <strong role="alert">{state === 'ringing' ? `${call.caller} calls ${call.numberName}` : call.caller}</strong>
        <span className={styles.where}>
          {call.numberName}
          {call.step !== null && ` · ${call.step}`}
        </span>
      </div>
      <div className={styles.what}>
        {state === 'ringing' && (
          <>
            {own && <SecondsLeft since={own.since} seconds={own.seconds} ahead={ahead} />}
            <span>Your phone rings{others.length > 0 && `, and ${listOf(others)}’s`}</span>
          </>
        )}
        {state === 'talking' && <Talking call={call} ahead={ahead} />}
        {state === 'taken' && <span>Answered by {call.talk?.name}</span>}
        {state === 'over' && <span>{call.ended?.outcome === 'answered' ? 'The call is over' : 'Missed'}</span>}
      </div>
      <Link to={`/calls/${encodeURIComponent(call.call)}`} className={styles.open}>
        Open
      </Link>
    </section>
  )
}

function Talking({ call, ahead }: { readonly call: LiveCall; readonly ahead: number }) {
  const now = useNow()
  const since = call.talk?.since ?? null
  return <span>{since === null ? 'Connecting you' : `You talk · ${clock(Math.max(0, now + ahead - since))}`}</span>
}

function stateOf(call: LiveCall, member: string): 'ringing' | 'talking' | 'taken' | 'over' {
  if (call.ended !== null) return 'over'
  if (call.talk === null) return 'ringing'
  return call.talk.member === member ? 'talking' : 'taken'
}

function doing({ ringing, talk, step }: LiveCall): string {
  if (talk) return `${talk.name} talks`
  if (ringing.length > 0) return `rings ${listOf(ringing.map(({ name }) => name))}`
  return step ?? 'has come in'
}

/** Tells by the system that somebody's phone rings, where they have allowed it and do not look at the page. */
function useNotifications(own: readonly LiveCall[], member: string): void {
  const told = useRef(new Set<string>())
  useEffect(() => {
    for (const call of own) {
      if (stateOf(call, member) !== 'ringing' || told.current.has(call.call)) continue
      told.current.add(call.call)
      if (!('Notification' in globalThis) || Notification.permission !== 'granted' || !document.hidden) continue
      const notification = new Notification(`${call.caller} calls ${call.numberName}`, { tag: call.call, body: 'Your phone rings.' })
      notification.addEventListener('click', () => window.focus())
    }
  }, [own, member])
}
