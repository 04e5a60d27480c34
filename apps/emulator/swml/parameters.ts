import { ScriptFailure } from './issue.ts'
import type { Scope } from './scope.ts'

/** What the emulator does with the parameters of a verb that it plays. Together they are all that the schema has. */
interface Reading {
  played: readonly string[]
  /** Taken, with nothing in this world to act on: no real sound, no places, no passwords of SIP devices, notes for people. */
  idle?: readonly string[]
  /** Played with these values only; with any other the verb fails, none at all when there are no values. */
  only?: Readonly<Record<string, readonly unknown[]>>
}

const VOICE = ['say_voice', 'say_language', 'say_gender', 'volume']

/** By verb; verbs without an object of parameters have none. */
export const READINGS: Readonly<Record<string, Reading>> = {
  answer: { played: ['max_duration'], idle: ['codecs', 'username', 'password'] },
  connect: {
    played: ['to', 'serial', 'parallel', 'serial_parallel', 'from', 'timeout', 'max_duration', 'answer_on_bridge', 'ringback', 'confirm', 'confirm_timeout', 'call_state_url', 'call_state_events', 'status_url', 'transfer_after_bridge', 'result'],
    idle: ['codecs', 'headers', 'encryption', 'session_timeout', 'webrtc_media', 'username', 'password'],
    only: { from_name: [] }
  },
  execute: { played: ['dest', 'params', 'on_return', 'result'], idle: ['meta'] },
  goto: { played: ['label', 'when', 'max'] },
  hangup: { played: ['reason'] },
  join_conference: {
    played: ['name', 'muted', 'beep', 'start_on_enter', 'end_on_exit', 'max_participants', 'record', 'status_callback', 'status_callback_event', 'recording_status_callback', 'recording_status_callback_event', 'result'],
    idle: ['region'],
    only: { wait_url: [], coach: [], trim: ['trim-silence'], status_callback_method: ['POST'], status_callback_event_type: ['relay'], recording_status_callback_method: ['POST'], recording_status_callback_event_type: ['relay'] }
  },
  play: { played: ['url', 'urls', 'auto_answer', 'status_url'], idle: VOICE },
  prompt: {
    played: ['play', 'max_digits', 'terminators', 'digit_timeout', 'initial_timeout', 'speech_timeout', 'speech_end_timeout', 'speech_language', 'speech_hints', 'speech_engine', 'status_url'],
    idle: VOICE
  },
  record: {
    played: ['stereo', 'terminators', 'beep', 'initial_timeout', 'end_silence_timeout', 'max_length', 'status_url'],
    idle: ['input_sensitivity'],
    only: { format: ['wav'], direction: ['speak'] }
  },
  request: { played: ['url', 'method', 'headers', 'body', 'timeout', 'connect_timeout', 'save_variables'] },
  sleep: { played: ['duration'] },
  switch: { played: ['variable', 'case', 'default'] },
  transfer: { played: ['dest', 'params'], idle: ['meta'] }
}

/** @throws ScriptFailure when a parameter is given that the emulator cannot play: it is never taken and then ignored */
export function refuseUnplayed(verb: string, { params, scope }: { params: unknown; scope: Scope }): void {
  const { only = {} } = READINGS[verb] ?? {}
  for (const [name, values] of Object.entries(only)) {
    for (const given of givenIn(params, name)) {
      const value = scope.expand(given)
      if (values.includes(value)) continue
      const instead = values.length > 0 ? `, only ${values.join(' and ')}` : ''
      throw new ScriptFailure('relay_script_method_execute_failed', `${verb}: the emulator does not play ${name} ${JSON.stringify(value)}${instead}`)
    }
  }
}

/** The values that a parameter is given, by the verb itself and by the destinations of `connect`. */
function givenIn(params: unknown, name: string): unknown[] {
  if (Array.isArray(params)) return params.flatMap((one) => givenIn(one, name))
  if (typeof params !== 'object' || params === null) return []
  const own = Object.entries(params).filter(([key]) => key === name).map(([, value]): unknown => value)
  return [...own, ...Object.entries(params).filter(([key]) => DESTINATIONS.has(key)).flatMap(([, value]) => givenIn(value, name))]
}

const DESTINATIONS = new Set(['serial', 'parallel', 'serial_parallel'])
