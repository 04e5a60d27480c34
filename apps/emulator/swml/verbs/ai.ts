import { byModel, summedUp } from '../../ai/by-model.ts'
import { Conversation } from '../../ai/conversation.ts'
import { aiOrder, PLAYED_PARAMS } from '../../ai/order.ts'
import { play } from '../../ai/play.ts'
import { reportOf } from '../../ai/report.ts'
import { callTool, HOOKS } from '../../ai/tools.ts'
import { ScriptFailure } from '../issue.ts'
import { read, type Verb } from '../session.ts'

/** `ai`: an assistant talks with whoever is at the leg; it may send the call elsewhere, else the document goes on when it has ended. */
export const ai: Verb = async (params, session) => {
  const { leg, scope, services } = session
  const order = read(aiOrder, { value: scope.expand(params), verb: 'ai' })
  const { includes, mcp_servers: servers, functions } = order.SWAIG
  const fetched = includes.length > 0 ? 'SWAIG.includes' : servers.length > 0 ? 'SWAIG.mcp_servers' : null
  const mapped = functions.some((tool) => tool.data_map !== undefined) ? 'a tool’s data_map' : null
  const unplayed = fetched ?? mapped
  if (unplayed !== null)
    throw new ScriptFailure('relay_script_method_execute_failed', `ai: the emulator does not play ${unplayed}`)
  for (const [name, value] of Object.entries(order.params))
    if (!PLAYED_PARAMS.has(name))
      leg.note('carrier', 'notes', `ai: params.${name} ${JSON.stringify(value).slice(0, 200)}`)
  services.answer(leg)
  const talk = new Conversation(order, session)
  const place = services.model
  let endedBy: 'caller' | 'assistant' = 'caller'
  try {
    const { result, outcome } = await play(talk, {
      playing: services.playing(),
      model: place && ((one) => byModel(one, place)),
    })
    endedBy = 'assistant'
    Object.assign(scope.vars, { ai_result: result, return_value: result })
    return outcome
  } catch (error) {
    if (!leg.isOver) endedBy = 'assistant'
    throw error
  } finally {
    talk.end()
    void afterwards(talk, endedBy)
  }
}

/** What the carrier tells of a conversation that has ended; nobody waits for it. */
async function afterwards(talk: Conversation, endedBy: 'caller' | 'assistant'): Promise<void> {
  const { services, leg } = talk.session
  if (talk.activeTool(HOOKS.ends)) await callTool(talk, { name: HOOKS.ends, args: {} })
  const { post_prompt_url: url } = talk.order
  if (url === undefined) return
  const summary = services.model && talk.order.post_prompt ? await summedUp(talk, services.model) : undefined
  const body = reportOf(talk, { endedBy, summary })
  await services.askTool({ what: 'report', url, body, untraced: leg.forgotten })
}
