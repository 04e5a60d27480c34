import type { Choice, Reply, Takes } from '../../live-call.ts'
import type { AskResult } from './result.ts'

/** What something that was heard is to a question: an answer, none, or nothing. Null: its document has told nothing of it. */
export function replyTo(takes: Takes, heard: AskResult | null): Reply {
  if (heard?.kind !== 'heard') return { kind: 'no-input' }
  const { by, text } = heard
  const answer = by === 'keys' ? keyedAnswer(takes, text) : spokenAnswer(takes, text)
  return answer === null ? { kind: 'invalid' } : { kind: 'answered', answer, by }
}

function keyedAnswer(takes: Takes, keys: string): string | null {
  switch (takes.kind) {
    case 'choice':
      return takes.choices.find(({ key }) => key === keys)?.key ?? null
    case 'digits':
      return /^\d+$/.test(keys) && keys.length >= takes.fewest && keys.length <= takes.most ? keys : null
    case 'words':
      return null
  }
}

function spokenAnswer(takes: Takes, words: string): string | null {
  switch (takes.kind) {
    case 'choice':
      return chosenBy(takes.choices, words)?.key ?? null
    case 'digits':
      return null
    case 'words':
      return plainWords(words) === '' ? null : words.trim()
  }
}

/** The choice whose words are among those that were said; of several, the one that says most. */
function chosenBy(choices: readonly Choice[], said: string): Choice | undefined {
  const heard = ` ${plainWords(said)} `
  const found = choices.flatMap((choice) =>
    choice.words
      .map(plainWords)
      .filter((words) => words !== '' && heard.includes(` ${words} `))
      .map((words) => ({ choice, length: words.length })),
  )
  return found.toSorted((a, b) => b.length - a.length)[0]?.choice
}

/** Words as they are compared: letters and digits in small letters, with one blank between them. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The words that stand for a choice, as its author lists them: separated by commas. */
export function listedWords(list: string): readonly string[] {
  return list
    .split(',')
    .map((words) => words.trim())
    .filter((words) => words !== '')
}
