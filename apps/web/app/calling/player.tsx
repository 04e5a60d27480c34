import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type WaveSurfer from 'wavesurfer.js'
import { length } from '../words/format.ts'
import { useNonce } from '../look/nonce.ts'
import styles from './player.module.css'

const speeds = ['1', '1.5', '2']

export interface PlayerProps {
  readonly src: string
  readonly seconds: number
  /** What is heard: "Voicemail from Carla". */
  readonly label: string
}

/** What plays at this moment, in whichever player: nobody understands two voices at once. */
let sounding: WaveSurfer | null = null

/** Plays a recording, with its wave. Nothing is fetched before somebody presses play: each hearing is noted. */
export function Player({ src, seconds, label }: PlayerProps) {
  const ground = useRef<HTMLDivElement>(null)
  const wave = useRef<WaveSurfer>(null)
  const [state, setState] = useState<'asleep' | 'loading' | 'playing' | 'paused' | 'failed'>('asleep')
  const [at, setAt] = useState(0)
  const [speed, setSpeed] = useState('1')
  const nonce = useNonce()

  useEffect(
    () => () => {
      if (sounding === wave.current) sounding = null
      wave.current?.destroy()
    },
    [],
  )

  async function begin(): Promise<void> {
    setState('loading')
    const [{ default: Wave }, response] = await Promise.all([import('wavesurfer.js'), fetch(src)])
    if (!response.ok || !ground.current) return setState('failed')
    const style = getComputedStyle(ground.current)
    const made = Wave.create({
      container: ground.current,
      height: 32,
      barWidth: 2,
      barGap: 1,
      barRadius: 2,
      interact: false, // the slider over it does that, for the keyboard too
      normalize: true,
      waveColor: style.getPropertyValue('--ended'),
      progressColor: style.getPropertyValue('--mantine-primary-color-filled'),
      ...(nonce === undefined ? {} : { cspNonce: nonce }),
    })
    wave.current = made
    made.on('timeupdate', setAt)
    made.on('play', () => {
      if (sounding !== made) sounding?.pause()
      sounding = made
      setState('playing')
    })
    made.on('pause', () => setState('paused'))
    made.on('error', () => setState('failed'))
    await made.loadBlob(await response.blob())
    made.setPlaybackRate(Number(speed), true)
    await made.play()
  }

  function press(): void {
    if (state === 'asleep' || state === 'failed') void begin().catch(() => setState('failed'))
    else void wave.current?.playPause()
  }

  const isPlaying = state === 'playing'
  const isLoaded = isPlaying || state === 'paused'
  // whole seconds, as every other place says them: the sound itself is a part of one shorter or longer
  const place = Math.min(at, seconds)
  return (
    <div className={styles.player} role="group" aria-label={label}>
      <ActionIcon
        variant="light"
        size={44}
        radius="xl"
        loading={state === 'loading'}
        aria-label={isPlaying ? `Pause: ${label}` : `Play: ${label}`}
        onClick={press}
      >
        {isPlaying ? (
          <IconPlayerPause size={18} stroke={1.75} aria-hidden />
        ) : (
          <IconPlayerPlay size={18} stroke={1.75} aria-hidden />
        )}
      </ActionIcon>
      <div className={styles.track}>
        <div ref={ground} className={styles.wave} data-asleep={!isLoaded || undefined} aria-hidden />
        {isLoaded && (
          <input
            type="range"
            className={styles.seek}
            aria-label={`Position in: ${label}`}
            aria-valuetext={`${length(place)} of ${length(seconds)}`}
            min={0}
            max={seconds}
            step={seconds > 20 ? 1 : 0.5}
            value={place}
            onChange={({ currentTarget }) => wave.current?.setTime(Number(currentTarget.value))}
          />
        )}
      </div>
      <span className={styles.time}>
        {isLoaded && `${length(place)} / `}
        {length(seconds)}
      </span>
      <NativeSelect
        size="xs"
        aria-label="Speed"
        value={speed}
        data={speeds.map((value) => ({ value, label: `${value}×` }))}
        onChange={({ currentTarget: { value } }) => {
          setSpeed(value)
          wave.current?.setPlaybackRate(Number(value), true)
        }}
      />
      {state === 'failed' && (
        <span role="alert" className={styles.failed}>
          The recording could not be played. Try again in a moment.
        </span>
      )}
    </div>
  )
}
