import { obey } from './actions.ts'
import type { Conversation } from './conversation.ts'
import { argumentsIn, askModel, type ModelMessage, type ModelPlace } from './model.ts'
import { endingOf, nextWords, SUCCESS, type Ending } from './play.ts'
import { callTool } from './tools.ts'

/** How often a model may call tools before it has to say something. */
const MOST_ROUNDS = 5

/** Lets a language model talk, until it ends. @throws Interrupted when its leg ends or goes elsewhere */
export async function byModel(talk: Conversation, place: ModelPlace): Promise<Ending> {
  const messages: ModelMessage[] = [{ role: 'system', content: talk.order.prompt.text ?? '' }]
  if (talk.order.params.static_greeting)
    messages.push({ role: 'assistant', content: talk.order.params.static_greeting })
  for (;;) {
    const said = await nextWords(talk)
    if (said === null) return SUCCESS
    messages.push({ role: 'user', content: said })
    const end = await answers(talk, { place, messages })
    if (end) return end
  }
}

/** The model answers: it calls tools until it speaks. @returns how the conversation has ended by it; null when it goes on */
async function answers(
  talk: Conversation,
  { place, messages }: { place: ModelPlace; messages: ModelMessage[] },
): Promise<Ending | null> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = await askModel(place, { messages, tools: toolsOf(talk) })
    if (!answer) {
      talk.session.leg.note('carrier', 'error', `ai: no answer from the model at ${place.baseUrl}`)
      await talk.speak('I am sorry, I cannot think at the moment.')
      return { ...SUCCESS, result: 'failed' }
    }
    const [call] = answer.calls
    messages.push({ role: 'assistant', content: answer.text, ...(call ? { tool_calls: [call] } : {}) })
    await talk.speak(answer.text)
    if (!call) return null
    const reply = await callTool(talk, { name: call.function.name, args: argumentsIn(call) })
    const told = reply?.response ?? 'The tool did not work.'
    messages.push({ role: 'tool', tool_call_id: call.id, content: told })
    if (!reply) continue
    if (reply.speaksFirst) await talk.speak(told)
    const end = endingOf(await obey(talk, reply.actions))
    if (end) return end
  }
  return null
}

/** What the model sums a conversation up to, as its document asks for it; undefined when it does not answer. */
export async function summedUp({ callLog, order }: Conversation, place: ModelPlace): Promise<string | undefined> {
  const said = callLog.flatMap(({ role, content }): ModelMessage[] =>
    (role === 'user' || role === 'assistant') && content !== '' ? [{ role, content }] : [],
  )
  const asked: ModelMessage = { role: 'user', content: order.post_prompt?.text ?? 'Sum up the conversation.' }
  return (await askModel(place, { messages: [...said, asked], tools: [] }))?.text
}

/** The tools that the model may call now, as it is told of them. */
function toolsOf(talk: Conversation): object[] {
  return talk.tools
    .filter(({ active }) => active)
    .map(({ function: name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: parameters ?? { type: 'object', properties: {} } },
    }))
}
