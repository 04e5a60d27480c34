import type { Conversation } from './conversation.ts'
import { readReply, type ToolReply } from './reply.ts'

/** Tools that the carrier calls by itself: the assistant never does. */
export const HOOKS = { begins: 'startup_hook', ends: 'hangup_hook' } as const

/** Calls a tool. @returns what it answers; undefined when it could not be reached or answers nonsense */
export async function callTool(
  talk: Conversation,
  { name, args }: { name: string; args: Record<string, unknown> },
): Promise<ToolReply | undefined> {
  const { leg, services } = talk.session
  const tool = talk.activeTool(name)
  leg.note('carrier', 'calls-tool', name)
  talk.record.note('tool', `${name} ${JSON.stringify(args)}`, services.clock.now())
  if (!tool) {
    leg.note('carrier', 'error', `the assistant has no tool ${name}, or it is switched off`)
    return undefined
  }
  const url = tool.web_hook_url ?? talk.order.SWAIG.defaults.web_hook_url
  if (url === undefined) {
    leg.note('carrier', 'error', `the tool ${name} has no web_hook_url`)
    return undefined
  }
  talk.log('assistant', '', { tool_calls: [{ function: { name, arguments: JSON.stringify(args) } }] })
  const body = toolBody(talk, { tool, args })
  const answer = await services.askTool({ what: 'tool', url, body, untraced: leg.forgotten })
  const reply = answer.kind === 'answer' && answer.status < 400 ? readReply(answer.body) : undefined
  talk.toolLog.push({
    command_name: name,
    command_arg: JSON.stringify(args),
    epoch_time: Math.floor(services.clock.now() / 1000),
    url,
    post_data: body,
    post_response: reply ? { response: reply.response, action: reply.actions } : {},
  })
  if (!reply)
    leg.note(
      'carrier',
      'error',
      `${name}: ${answer.kind === 'failure' ? answer.why : `answered ${String(answer.status)}`}`,
    )
  else talk.log('tool', reply.response)
  return reply
}

function toolBody(
  { session: { leg, scope, services }, order, callLog, globalData, id }: Conversation,
  { tool, args }: { tool: Conversation['tools'][number]; args: Record<string, unknown> },
): object {
  const { params } = order
  return {
    function: tool.function,
    argument: { parsed: [args], raw: JSON.stringify(args) },
    argument_desc: tool.parameters ?? {},
    description: tool.description,
    call_id: leg.id,
    ai_session_id: id,
    ...(params.conversation_id ? { conversation_id: params.conversation_id } : {}),
    app_name: params.app_name,
    global_data: globalData,
    meta_data_token: tool.meta_data_token,
    meta_data: tool.meta_data,
    caller_id_name: '',
    caller_id_num: leg.from,
    channel_active: !leg.isOver,
    channel_offhook: leg.state === 'answered',
    channel_ready: leg.state === 'answered',
    content_type: 'text/swaig',
    version: '2.0',
    content_disposition: 'SWAIG Function',
    conversation_type: 'voice',
    ...services.ids,
    SWMLVars: scope.vars,
    ...(params.swaig_post_conversation ? { call_log: callLog, raw_call_log: callLog } : {}),
  }
}
