import { IconBackspace, IconPhone } from '@tabler/icons-react'
import { useState } from 'react'
import { type Call, controlPlane } from '../control-plane.ts'
import { Keypad } from '../keypad/keypad.tsx'
import { isLive, type LiveState } from '../live/live-state.ts'
import type { Run } from '../live/use-deeds.ts'
import type { Loudspeaker } from '../sounds/use-sounds.ts'
import type { Names } from '../words/names.ts'
import { dialable, internationalNumber, nationalNumber, outsidePhones } from '../words/numbers.ts'
import { whyEnded } from '../words/reasons.ts'
import { clock } from '../words/times.ts'
import { useKeyboard } from './use-keyboard.ts'

/** Picks the phone to call from and the number to call. */
export function Dialler(props: {
  state: LiveState
  names: Names
  last: Call | null
  run: Run
  sounds: Loudspeaker
  show(id: string): void
}) {
  const { state, names, last, run, sounds, show } = props
  const [typed, type] = useState(last ? nationalNumber(last.to) : '')
  const busy = new Set(state.calls.filter(isLive).map(({ from }) => from))
  const [picked, pickPhone] = useState<string | null>(null)
  const from = picked ?? outsidePhones.find((phone) => !busy.has(phone)) ?? 'anonymous'
  const to = dialable(typed)

  // A number that was picked or called before is replaced by the first key, as telephones do.
  const [whole, setWhole] = useState(last !== null)
  const add = (key: string) => {
    sounds.key(key)
    type((before) => (whole ? key : before + key))
    setWhole(false)
  }
  const edit = (text: string) => {
    type(text)
    setWhole(false)
  }
  const pick = (number: string) => {
    type(nationalNumber(number))
    setWhole(true)
  }
  const call = async () => {
    if (!to) return
    const id = await run(controlPlane.dial({ from, to }))
    if (id) show(id)
  }
  useKeyboard({ key: add, plus: () => edit('+'), enter: () => void call(), backspace: () => edit(typed.slice(0, -1)) })

  return (
    <form
      className="caller-form"
      onSubmit={(event) => {
        event.preventDefault()
        void call()
      }}
    >
      <div className="caller-top">
        <label className="from">
          <span>Calling from</span>
          <select value={from} onChange={(event) => pickPhone(event.target.value)}>
            {outsidePhones.map((phone) => (
              <option key={phone} value={phone}>
                {phone === 'anonymous' ? 'A withheld number' : (names.get(phone) ?? nationalNumber(phone))}
                {busy.has(phone) ? ' · in a call' : ''}
              </option>
            ))}
          </select>
        </label>
        <div className="number">
          <input
            type="tel"
            inputMode="tel"
            autoComplete="off"
            aria-label="Number to call"
            placeholder="Pick or type a number"
            value={typed}
            onChange={(event) => edit(event.target.value)}
          />
          {typed !== '' && (
            <button
              type="button"
              className="icon"
              aria-label="Delete last digit"
              onClick={() => edit(typed.slice(0, -1))}
            >
              <IconBackspace size={20} stroke={1.75} aria-hidden="true" />
            </button>
          )}
        </div>
        <Lines state={state} to={to} pick={pick} />
        <p className="last" role="status">
          {last ? lastCall(last) : ''}
        </p>
      </div>
      <Keypad size="large" press={add} />
      <button type="submit" className="big go" disabled={!to}>
        <IconPhone size={22} stroke={1.75} aria-hidden="true" /> Call
      </button>
    </form>
  )
}

function Lines({ state, to, pick }: { state: LiveState; to: string | null; pick(number: string): void }) {
  if (state.numbers.length === 0) {
    return (
      <p className="no-lines">No business number yet. Each one appears here as soon as the product has set it up.</p>
    )
  }
  return (
    <ul className="lines" aria-label="Business numbers">
      {state.numbers.map(({ number, name }) => (
        <li key={number}>
          <button
            type="button"
            aria-pressed={to === number}
            title={internationalNumber(number)}
            onClick={() => pick(number)}
          >
            <span>{name ?? 'Business number'}</span>
            <span className="digits">{nationalNumber(number)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function lastCall(call: Call): string {
  const why = whyEnded(call)
  const from = call.answeredAt ?? call.startedAt
  const lasted = call.endedAt ? ` after ${clock(Date.parse(call.endedAt) - Date.parse(from))}` : ''
  return `Call ended${lasted}${why === '' ? '' : `: ${why}`}.`
}
