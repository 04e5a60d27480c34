import { useEffect, useRef } from 'react'
import { type Call, controlPlane, type Phone as VirtualPhone } from '../control-plane.ts'
import { isKey } from '../keypad/keypad.tsx'
import { currentLeg } from '../live/live-state.ts'
import type { Run } from '../live/use-deeds.ts'
import type { Loudspeaker } from '../sounds/use-sounds.ts'
import { type Names, nameOf } from '../words/names.ts'
import { BehaviourChoice } from './behaviour-choice.tsx'
import { InCall } from './in-call.tsx'
import { Quiet } from './quiet.tsx'
import { Ringing } from './ringing.tsx'

/** One phone on the desk: a device whose screen changes with its state, and the label that says what it does when rung. */
export function Phone(props: {
  phone: VirtualPhone
  call: Call | undefined
  names: Names
  run: Run
  sounds: Loudspeaker
  listening: boolean
  listen(): void
}) {
  const { phone, call, names, run, sounds, listening, listen } = props
  const device = useRef<HTMLElement>(null)
  const leg = currentLeg(phone)
  const hands = controlPlane.phone(phone.number)
  const inCall = leg?.state === 'answered'
  // A phone that itself dialled a business number is in use, yet nothing can be done on its screen.
  const quietLook = phone.state === 'off' || phone.behaviour.kind === 'off' ? 'off' : 'idle'
  const look = leg ? (inCall ? 'talking' : 'ringing') : quietLook
  const answer = () => {
    listen()
    void run(hands.answer())
  }
  const press = (key: string) => {
    sounds.key(key)
    void run(hands.press(key))
  }
  const decline = () => void run(hands.decline())
  const hangUp = () => void run(hands.hangUp())
  useFocusKept(device, leg ? `${leg.id}/${leg.state}` : 'free')

  return (
    <article
      ref={device}
      tabIndex={-1}
      className={`phone phone-${look}`}
      aria-label={`${nameOf(names, phone.number)}’s phone`}
      onPointerDown={inCall ? listen : undefined}
      onKeyDown={(event) => {
        if (!inCall || event.ctrlKey || event.metaKey || event.altKey) return
        if (event.target instanceof Element && event.target.matches('input, select')) return
        if (!isKey(event.key) && event.key !== 'Escape') return
        // This phone has the focus, so its keypad is meant and not the caller's.
        event.stopPropagation()
        if (event.key === 'Escape') hangUp()
        else press(event.key)
      }}
    >
      <div className="device">
        <div className="screen">
          {!leg && <Quiet phone={phone} names={names} />}
          {leg && !inCall && <Ringing phone={phone} call={call} names={names} answer={answer} decline={decline} />}
          {leg && inCall && (
            <InCall
              phone={phone}
              since={leg.answeredAt}
              call={call}
              names={names}
              listening={listening && !sounds.muted}
              press={press}
              say={(text) => void run(hands.say(text))}
              hangUp={hangUp}
            />
          )}
        </div>
      </div>
      <BehaviourChoice
        phone={phone}
        name={nameOf(names, phone.number)}
        choose={(behaviour) => void run(controlPlane.behave(phone.number, behaviour))}
      />
    </article>
  )
}

/** A pressed button vanishes with its screen; the focus then goes to the device, so that the next key still reaches it. */
function useFocusKept(device: { readonly current: HTMLElement | null }, screen: string): void {
  const hadFocus = useRef(false)
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) device.current?.focus({ preventScroll: true })
  }, [device, screen])
  useEffect(() => {
    const note = () => {
      if (document.activeElement !== document.body)
        hadFocus.current = device.current?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [device])
}
