import { useCallback, useEffect, useRef, useState } from 'react'
import type { Hearing } from '../words/hearing.ts'
import { hush, speak } from './speech.ts'
import { Tones } from './tones.ts'

/** The page's loudspeaker: whether it is on, and the sound of a key. */
export interface Loudspeaker {
  readonly muted: boolean
  mute(muted: boolean): void
  key(key: string): void
}

/** Lets the page be heard: plays what is heard at the chosen ear, from the first click or key press on. */
export function useSounds(heard: Hearing | null): Loudspeaker {
  const [muted, setMuted] = useState(() => localStorage.getItem(mutedKey) === 'yes')
  const awake = useFirstTouch()
  const tones = useRef<Tones | null>(null)
  const kind = heard?.kind
  const spoken = heard?.spoken
  const on = awake && !muted

  useEffect(() => {
    if (!on) return
    tones.current ??= new Tones()
    if (kind === 'ringback' || kind === 'bell' || kind === 'music' || kind === 'beep') tones.current.play(kind)
    else tones.current.silence()
    return () => tones.current?.silence()
  }, [on, kind])

  useEffect(() => {
    // Whoever puts the receiver to the ear late does not get the last sentence from its beginning.
    if (!on || !spoken || Date.now() - spoken.at > stillSpokenMs) return
    speak(spoken.text)
    return hush
    // Spoken once per id: every event makes a new object, and the same words said again have a new id.
  }, [on, spoken?.id])

  const mute = useCallback((next: boolean) => {
    localStorage.setItem(mutedKey, next ? 'yes' : 'no')
    setMuted(next)
  }, [])
  const key = useCallback(
    (pressed: string) => {
      if (!muted) (tones.current ??= new Tones()).key(pressed)
    },
    [muted],
  )
  return { muted, mute, key }
}

/** False until the person has touched the page: browsers play no sound before. */
function useFirstTouch(): boolean {
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    const touch = () => setTouched(true)
    addEventListener('pointerdown', touch, { once: true })
    addEventListener('keydown', touch, { once: true })
    return () => {
      removeEventListener('pointerdown', touch)
      removeEventListener('keydown', touch)
    }
  }, [])
  return touched
}

const stillSpokenMs = 2500
const mutedKey = 'ringdown.phones.muted'
