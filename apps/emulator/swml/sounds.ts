import { pause } from '../clock.ts'
import { speakingMs } from '../engine/hearing.ts'
import { ScriptFailure } from './issue.ts'
import type { Session } from './session.ts'

const SINGLE_RING_MS = 2000
const UNKNOWN_AUDIO_MS = 3000

/** Plays one sound after another to a leg, each for as long as it lasts. @throws Interrupted, ScriptFailure */
export async function playSounds(
  session: Session,
  { urls, signal }: { urls: readonly string[]; signal: AbortSignal },
): Promise<void> {
  for (const url of urls) await playSound(session, { url, signal })
  session.leg.hush()
}

async function playSound(session: Session, { url, signal }: { url: string; signal: AbortSignal }): Promise<void> {
  const {
    leg,
    services: { clock },
  } = session
  const [, scheme = '', rest = ''] = /^(say|silence|ring|https?):\s?(.*)$/s.exec(url) ?? []
  switch (scheme) {
    case 'say':
      leg.hear('speech', rest)
      return pause(clock, { ms: speakingMs(rest), signal })
    case 'silence':
      leg.hear('silence', `${rest} s of silence`)
      return pause(clock, { ms: Number(rest) * 1000, signal })
    case 'ring':
      leg.hear('ringback', 'ringing')
      return pause(clock, { ms: ringMs(rest), signal })
    case 'http':
    case 'https':
      leg.hear('music', `audio from ${url}`)
      return pause(clock, { ms: await audioMs(session, url), signal })
    default:
      throw new ScriptFailure(
        'relay_script_method_parameter_invalid_value',
        `play: ${url} is no sound; use https:, say:, silence: or ring:`,
      )
  }
}

/** `4.0:us` rings for four seconds, `us` once. */
function ringMs(tone: string): number {
  const seconds = /^([\d.]+):/.exec(tone)?.[1]
  return seconds ? Number(seconds) * 1000 : SINGLE_RING_MS
}

/** The length of a WAV file; of anything else a guess. @throws ScriptFailure when it cannot be fetched */
async function audioMs(session: Session, url: string): Promise<number> {
  const answer = await session.services.request({
    method: 'GET',
    url,
    headers: {},
    body: '',
    connectMs: 2000,
    totalMs: 10_000,
  })
  if (answer.kind === 'failure')
    throw new ScriptFailure('relay_script_method_execute_failed', `play: ${url}: ${answer.why}`)
  if (answer.status >= 400)
    throw new ScriptFailure('relay_script_method_execute_failed', `play: ${url} answered ${String(answer.status)}`)
  const { bytes } = answer
  if (bytes.length < 44 || bytes.toString('latin1', 0, 4) !== 'RIFF') return UNKNOWN_AUDIO_MS
  return ((bytes.length - 44) / bytes.readUInt32LE(28)) * 1000
}
