import type { Behaviour } from '../control-plane.ts'

/**
 * What can be chosen for a phone, most wanted first. Taking a call is answering it and pressing 1 when asked whether
 * one takes it; answering alone leaves the question open.
 */
export const choices = [
  { id: 'manual', words: 'You answer it', behaviour: { kind: 'manual' } },
  { id: 'accepts', words: 'Takes calls after', behaviour: { kind: 'answers', after: '3s', presses: '1' } },
  { id: 'answers', words: 'Answers after', behaviour: { kind: 'answers', after: '3s' } },
  { id: 'declines', words: 'Declines after', behaviour: { kind: 'declines', after: '2s' } },
  { id: 'voicemail', words: 'Voicemail after', behaviour: { kind: 'voicemail', after: '15s' } },
  { id: 'never', words: 'Never answers', behaviour: { kind: 'never' } },
  { id: 'busy', words: 'Is busy', behaviour: { kind: 'busy' } },
  { id: 'off', words: 'Is switched off', behaviour: { kind: 'off' } },
] as const satisfies readonly { id: string; words: string; behaviour: Behaviour }[]

/** Delays worth a place in the list; others that a test has set are shown beside them. */
export const delays: readonly string[] = ['1s', '2s', '3s', '5s', '10s', '15s', '25s']

/** The choice under which a behaviour is listed. */
export function choiceOf(behaviour: Behaviour): string {
  return behaviour.kind === 'answers' && behaviour.presses ? 'accepts' : behaviour.kind
}

/** The behaviour that a choice stands for; an unknown choice leaves the phone to its person. */
export function behaviourFrom(choice: string): Behaviour {
  return choices.find(({ id }) => id === choice)?.behaviour ?? { kind: 'manual' }
}

/** `3s` as `3 s`. */
export function delayInWords(delay: string): string {
  return delay.replace(/(\d)([a-z])/g, '$1 $2')
}
