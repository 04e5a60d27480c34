import type { Prompt } from '#flows/live-call.ts'
import { ourPrompt } from '#flows/speech/our-prompt.ts'
import type { Speech } from '#flows/speech/speech.ts'
import { largestDocument, serialized, swml, type DraftVerb, type SayParams, type Swml } from './swml.ts'
import { voiceOf } from './voices.ts'

/** Text from people as it can be spoken: on one line, without control characters, at most `limit` characters. */
export function spoken(text: string, limit: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return cut(line, limit)
}

/** Speaks a text. What holds no word is a moment of silence: a document's shape does not hang on its texts. */
export function say(text: string, limit: number, speech?: Speech): DraftVerb {
  return plays({ say: text, ...(speech && { speech }) }, limit)
}

/** Plays a prompt, spoken or recorded. */
export function plays(prompt: Prompt, limit: number): DraftVerb {
  return { play: { url: soundOf(prompt, limit), ...voiceOfPrompt(prompt) } }
}

/** A prompt as the carrier is told of its sound. */
export function soundOf(prompt: Prompt, limit: number): string {
  if (!('say' in prompt)) return prompt.audio
  const words = spoken(prompt.say, limit)
  return words === '' ? 'silence:1.0' : `say:${words}`
}

/** How a prompt is spoken; nothing for a recorded one. */
export function voiceOfPrompt(prompt: Prompt): SayParams {
  return 'say' in prompt ? voiceOf(prompt.speech) : {}
}

/** A person is told that something happens, and hears it right before the next try: 2.5 s from one to the other. */
export function oneMoment(speech: Speech | undefined): readonly DraftVerb[] {
  return [
    { play: { url: 'silence:0.5' } },
    plays(
      ourPrompt(speech, (ours) => ours.oneMoment),
      200,
    ),
  ]
}

/** The caller hears ringing for this long. Seconds. */
export function ringing(seconds: number): DraftVerb {
  return { play: { url: `ring:${seconds.toFixed(1)}:us` } }
}

/**
 * Renders a document so that it fits into what the carrier reads. Only long texts can break that
 * limit, so they are shortened until it fits: a shortened sentence is better than a dead line.
 */
export function fitting(render: (limit: number) => readonly DraftVerb[]): Swml {
  for (const limit of [2000, 500, 100]) {
    const document = swml(render(limit))
    if (Buffer.byteLength(serialized(document)) <= largestDocument) return document
  }
  return swml(render(20))
}

/** Cuts by whole characters, so that no half of one is left over. */
function cut(text: string, limit: number): string {
  const end = (text.codePointAt(limit - 1) ?? 0) > 0xffff ? limit - 1 : limit
  return text.slice(0, end)
}
