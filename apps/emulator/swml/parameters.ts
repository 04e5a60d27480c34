import { z } from 'zod'
import { codecs } from '../codecs.ts'
import { ScriptFailure } from './issue.ts'
import { amount, flag, read, type Session } from './session.ts'

/** What the emulator does with the parameters of a verb that it plays. Together they are all that the documentation has. */
interface Reading {
  played: readonly string[]
  /** They change nothing that a text can show, as there is no real sound: checked, and named in the call's story with their value. */
  unheard?: Readonly<Record<string, z.ZodType>>
  /** Played with these values only; any other makes the verb fail, every one when there are no values. */
  only?: Readonly<Record<string, readonly unknown[]>>
}

const word = z.string().min(1).max(200)
const VOICE = { say_voice: word, say_language: word, say_gender: word, volume: amount.min(-40).max(40) }
const META = { meta: z.record(z.string(), z.unknown()) }

/** By verb; verbs without an object of parameters have none. */
export const READINGS: Readonly<Record<string, Reading>> = {
  ai: {
    played: ['prompt', 'post_prompt', 'post_prompt_url', 'params', 'global_data', 'SWAIG'],
    unheard: {
      hints: z.array(z.unknown()),
      languages: z.array(z.unknown()),
      multilingual: z.record(z.string(), z.unknown()),
      pronounce: z.array(z.unknown()),
    },
  },
  answer: { played: ['max_duration'], unheard: { codecs }, only: { username: [], password: [] } },
  connect: {
    played: [
      'to',
      'headers',
      'serial',
      'parallel',
      'serial_parallel',
      'from',
      'timeout',
      'max_duration',
      'answer_on_bridge',
      'ringback',
      'confirm',
      'confirm_timeout',
      'call_state_url',
      'call_state_events',
      'status_url',
      'transfer_after_bridge',
      'result',
    ],
    unheard: {
      codecs,
      encryption: z.enum(['mandatory', 'optional', 'forbidden']),
      session_timeout: amount.min(1),
      webrtc_media: flag,
    },
    only: {
      from_name: [],
      username: [],
      password: [],
      authorization_bearer_token: [],
      codec: [],
      custom_parameters: [],
      name: [],
      realtime: [],
      status_url_method: [],
    },
  },
  execute: { played: ['dest', 'params', 'on_return', 'result'], unheard: META },
  goto: { played: ['label', 'when', 'max'] },
  hangup: { played: ['reason'] },
  join_conference: {
    played: [
      'name',
      'muted',
      'beep',
      'start_on_enter',
      'end_on_exit',
      'max_participants',
      'record',
      'status_callback',
      'status_callback_event',
      'recording_status_callback',
      'recording_status_callback_event',
      'result',
    ],
    unheard: { region: word },
    only: {
      wait_url: [],
      coach: [],
      stream: [],
      trim: ['trim-silence'],
      status_callback_method: ['POST'],
      status_callback_event_type: ['relay'],
      recording_status_callback_method: ['POST'],
      recording_status_callback_event_type: ['relay'],
    },
  },
  play: { played: ['url', 'urls', 'auto_answer', 'status_url'], unheard: VOICE },
  prompt: {
    played: [
      'play',
      'max_digits',
      'terminators',
      'digit_timeout',
      'initial_timeout',
      'speech_timeout',
      'speech_end_timeout',
      'status_url',
    ],
    // any of them lets it listen for speech, which is a text here: nobody has to recognise it
    unheard: { ...VOICE, speech_language: word, speech_hints: z.array(word), speech_engine: word },
  },
  record: {
    played: ['stereo', 'terminators', 'beep', 'initial_timeout', 'end_silence_timeout', 'max_length', 'status_url'],
    unheard: { input_sensitivity: amount.min(0).max(100) },
    only: { format: ['wav'], direction: ['speak'] },
  },
  request: { played: ['url', 'method', 'headers', 'body', 'timeout', 'connect_timeout', 'save_variables'] },
  sleep: { played: ['duration'] },
  switch: { played: ['variable', 'case', 'default'] },
  transfer: { played: ['dest', 'params'], unheard: META },
}

/**
 * Names in the call's story what cannot be heard, so that no parameter is taken and then ignored.
 * @throws ScriptFailure when a parameter is given that the emulator cannot play, or one with a value that does not fit
 */
export function takeParameters(verb: string, { params, session }: { params: unknown; session: Session }): void {
  const { only = {}, unheard = {} } = READINGS[verb] ?? {}
  const { leg, scope } = session
  for (const [name, values] of Object.entries(only)) {
    for (const given of givenIn(params, name)) {
      const value = scope.expand(given)
      if (values.includes(value)) continue
      const instead = values.length > 0 ? `, only ${values.join(' and ')}` : ''
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        `${verb}: the emulator does not play ${name} ${JSON.stringify(value)}${instead}`,
      )
    }
  }
  for (const [name, schema] of Object.entries(unheard)) {
    for (const given of givenIn(params, name)) {
      const value = scope.expand(given)
      read(z.object({ [name]: schema }), { value: { [name]: value }, verb })
      leg.note('carrier', 'notes', `${verb}: ${name} ${shown(value)}`)
    }
  }
}

const LONGEST_SHOWN = 500

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_SHOWN)
}

/** The values that a parameter is given, by the verb itself and by the destinations of `connect`. */
function givenIn(params: unknown, name: string): unknown[] {
  if (Array.isArray(params)) return params.flatMap((one) => givenIn(one, name))
  if (typeof params !== 'object' || params === null) return []
  const own = Object.entries(params)
    .filter(([key]) => key === name)
    .map(([, value]): unknown => value)
  return [
    ...own,
    ...Object.entries(params)
      .filter(([key]) => DESTINATIONS.has(key))
      .flatMap(([, value]) => givenIn(value, name)),
  ]
}

const DESTINATIONS = new Set(['serial', 'parallel', 'serial_parallel'])
