import { ScriptFailure } from './issue.ts'
import type { Verb } from './session.ts'
import { UNPLAYED } from './unplayed.ts'
import { ai } from './verbs/ai.ts'
import { answer, hangup, play, sleep } from './verbs/answering.ts'
import { connect } from './verbs/connect.ts'
import { cond, execute, goTo, label, returnFrom, set, switchCase, transfer, unset } from './verbs/flow.ts'
import { joinConference } from './verbs/join-conference.ts'
import { prompt } from './verbs/prompt.ts'
import { record } from './verbs/record.ts'
import { request } from './verbs/request.ts'

/** The verbs that are played. */
export const VERBS: Readonly<Record<string, Verb>> = {
  ai,
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
  unset,
}

/** The verb of that name; one that is not played fails as a verb of the carrier fails. */
export function verbNamed(name: string): Verb {
  return (
    VERBS[name] ??
    (async () => {
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        `${name}: the emulator does not play this verb${UNPLAYED[name] === 'not yet' ? ' yet' : ''}`,
      )
    })
  )
}
