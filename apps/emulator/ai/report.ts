import type { Conversation } from './conversation.ts'

/** The report on a conversation that has ended, as the carrier posts it; what the assistant makes of it is a list of who said what. */
export function reportOf(
  talk: Conversation,
  { endedBy, summary = summaryOf(talk) }: { endedBy: 'caller' | 'assistant'; summary?: string | undefined },
): object {
  const { session, order, callLog, toolLog, globalData, id, startedAt, timedOut } = talk
  const { leg, services, scope } = session
  const micros = (name: string, ms: number | undefined) => (ms === undefined ? {} : { [name]: ms * 1000 })
  return {
    action: 'post_conversation',
    content_disposition: 'agent.summary',
    content_type: 'text/json',
    conversation_type: 'voice',
    call_id: leg.id,
    ai_session_id: id,
    app_name: order.params.app_name,
    ...(order.params.conversation_id ? { conversation_id: order.params.conversation_id } : {}),
    call_log: callLog.filter(({ role }) => role !== 'system'),
    raw_call_log: callLog,
    hard_timeout: timedOut,
    ...micros('call_start_date', leg.times.queued),
    ...micros('call_answer_date', leg.times.answered),
    ...micros('call_end_date', leg.times.ended),
    ...micros('ai_start_date', startedAt),
    ...micros('ai_end_date', services.clock.now()),
    call_ended_by: endedBy,
    caller_id_name: '',
    caller_id_number: leg.from,
    times: [],
    post_prompt_data: order.post_prompt ? { parsed: [], raw: summary, substituted: summary } : { parsed: [], raw: '' },
    global_data: globalData,
    swaig_log: toolLog,
    SWMLVars: scope.vars,
    total_minutes: Math.ceil((services.clock.now() - startedAt) / 60_000),
    ...services.ids,
  }
}

/** An assistant without a language model sums up by repeating what its caller said. */
function summaryOf({ callLog }: Conversation): string {
  const said = callLog.filter(({ role }) => role === 'user').map(({ content }) => content)
  return said.length === 0 ? 'The caller said nothing.' : `The caller said: ${said.join(' / ')}`
}
