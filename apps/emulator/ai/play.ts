import { milliseconds, pause } from '../clock.ts'
import { NEXT, type Outcome } from '../swml/session.ts'
import { obey, type After } from './actions.ts'
import type { Conversation } from './conversation.ts'
import { argumentsFor } from './order.ts'
import { triggers, type Playing, type Turn } from './playing.ts'
import { callTool, HOOKS } from './tools.ts'

/** How a conversation ended for its document: it goes on behind `ai`, or elsewhere. */
export interface Ending {
  result: 'success' | 'failed'
  outcome: Outcome
}

/** Lets an assistant talk, by a script, by rules or by a language model, until it ends. @throws Interrupted when its leg ends or goes elsewhere */
export async function play(
  talk: Conversation,
  { playing, model }: { playing: Playing; model: ((talk: Conversation) => Promise<Ending>) | null },
): Promise<Ending> {
  if (talk.activeTool(HOOKS.begins)) await callTool(talk, { name: HOOKS.begins, args: {} })
  const { static_greeting: greeting, wait_for_user: waits } = talk.order.params
  if (greeting && !waits) await talk.speak(greeting)
  if (playing.mode === 'script') return await byScript(talk, playing.turns)
  return model ? await model(talk) : await byRules(talk, playing)
}

async function byRules(talk: Conversation, playing: Extract<Playing, { mode: 'rules' }>): Promise<Ending> {
  for (;;) {
    const said = await nextWords(talk)
    if (said === null) return SUCCESS
    const tool = talk.tools.find((one) => one.active && triggers(playing, one.function, said))
    if (!tool) {
      await talk.speak(`I heard: ${said}`)
      continue
    }
    const args = argumentsFor(tool, { said, number: talk.session.leg.from })
    const end = endingOf(await useTool(talk, { name: tool.function, args }))
    if (end) return end
  }
}

async function byScript(talk: Conversation, turns: readonly Turn[]): Promise<Ending> {
  const { services, signal } = talk.session
  for (const turn of turns) {
    if (services.clock.now() >= talk.stopsAt) return await timeIsUp(talk)
    if ('assistant' in turn) await talk.speak(turn.assistant)
    else if ('caller' in turn) {
      if ((await nextWords(talk)) === null) return SUCCESS
    } else if ('tool' in turn) {
      const end = endingOf(await useTool(talk, { name: turn.tool, args: turn.args }))
      if (end) return end
    } else if ('wait' in turn) await pause(services.clock, { ms: milliseconds(turn.wait) ?? 0, signal })
    else return { result: 'success', outcome: { kind: 'hangup', reason: 'hangup' } }
  }
  return SUCCESS
}

/** Waits for the caller to say something, holding meanwhile if told to; null when the conversation ends first. @throws Interrupted */
export async function nextWords(talk: Conversation): Promise<string | null> {
  const { services, signal } = talk.session
  const { inactivity_timeout: patience } = talk.order.params
  for (;;) {
    const left = talk.stopsAt - services.clock.now()
    const told = await talk.inbox.next({ ms: Math.max(0, Math.min(left, patience)), signal })
    if (told === null) {
      if (left <= patience) await timeIsUp(talk)
      return null
    }
    if (told.kind === 'stop') return null
    if (told.kind === 'words') {
      await talk.hears(told)
      return told.text
    }
    if (told.kind === 'unhold') continue
    if (told.prompt) await talk.speak(told.prompt)
    if ((await talk.hold(told.seconds)) === 'stopped') return null
  }
}

async function timeIsUp(talk: Conversation): Promise<Ending> {
  talk.timedOut = true
  await talk.speak(talk.order.params.hard_stop_prompt ?? 'We have run out of time. Somebody will contact you soon.')
  return SUCCESS
}

/** A tool is called, its answer is spoken, and what it says is done. */
async function useTool(
  talk: Conversation,
  call: { name: string; args: Record<string, unknown> },
): Promise<After | 'failed'> {
  const reply = await callTool(talk, call)
  if (!reply) {
    await talk.speak('I am sorry, that did not work.')
    return talk.session.services.settings.aiAfterFailedTool === 'ends' ? 'failed' : 'goes-on'
  }
  if (reply.speaksFirst) {
    await talk.speak(reply.response)
    return await obey(talk, reply.actions)
  }
  const after = await obey(talk, reply.actions)
  if (after === 'goes-on') await talk.speak(reply.response)
  return after
}

export function endingOf(after: After | 'failed'): Ending | null {
  if (after === 'goes-on') return null
  if (after === 'failed') return { result: 'failed', outcome: NEXT }
  return after === 'ends' ? SUCCESS : { result: 'success', outcome: after }
}

/** The document behind the assistant goes on. */
export const SUCCESS: Ending = { result: 'success', outcome: NEXT }
