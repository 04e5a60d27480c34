import { ScriptFailure } from './issue.ts'
import type { Verb } from './session.ts'
import { answer, hangup, play, sleep } from './verbs/answering.ts'
import { connect } from './verbs/connect.ts'
import { cond, execute, goTo, label, returnFrom, set, switchCase, transfer, unset } from './verbs/flow.ts'
import { joinConference } from './verbs/join-conference.ts'
import { prompt } from './verbs/prompt.ts'
import { record } from './verbs/record.ts'
import { request } from './verbs/request.ts'

/** The verbs that are played. */
export const VERBS: Readonly<Record<string, Verb>> = {
  answer,
  cond,
  connect,
  execute,
  goto: goTo,
  hangup,
  join_conference: joinConference,
  label,
  play,
  prompt,
  record,
  request,
  return: returnFrom,
  set,
  sleep,
  switch: switchCase,
  transfer,
  unset
}

/** The verbs of the carrier's schema that are not played, and whether they are meant to be some day. */
export const UNPLAYED: Readonly<Record<string, 'refused' | 'not yet'>> = {
  ai: 'not yet',
  ai_sidecar: 'refused',
  amazon_bedrock: 'refused',
  denoise: 'refused',
  detect_machine: 'not yet',
  enter_queue: 'not yet',
  join_room: 'refused',
  live_transcribe: 'not yet',
  live_translate: 'refused',
  pay: 'refused',
  receive_fax: 'refused',
  record_call: 'not yet',
  send_digits: 'not yet',
  send_fax: 'refused',
  send_sms: 'not yet',
  sip_refer: 'refused',
  stop_denoise: 'refused',
  stop_record_call: 'not yet',
  stop_tap: 'refused',
  tap: 'refused',
  user_event: 'refused'
}

/** The verb of that name; one that is not played fails as a verb of the carrier fails. */
export function verbNamed(name: string): Verb {
  return VERBS[name] ?? (async () => {
    throw new ScriptFailure('relay_script_method_execute_failed', `${name}: the emulator does not play this verb${UNPLAYED[name] === 'not yet' ? ' yet' : ''}`)
  })
}
