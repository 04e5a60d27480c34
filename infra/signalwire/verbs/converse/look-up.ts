import type { KnownAnswer } from '#flows/verbs/converse/assistant.ts'

/** The answers that fit a question best, by the words that they share; the best first, and none where nothing fits. */
export function lookedUp(question: string, answers: readonly KnownAnswer[], most = 3): readonly KnownAnswer[] {
  const asked = wordsOf(question)
  return answers
    .map((known) => ({ known, score: score(asked, known) }))
    .filter(({ score: found }) => found > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ known }) => known)
}

/** A word of the question counts three times as much in a question as in an answer. */
function score(asked: ReadonlySet<string>, { question, answer }: KnownAnswer): number {
  const [inQuestion, inAnswer] = [wordsOf(question), wordsOf(answer)]
  return [...asked].reduce((sum, word) => sum + (inQuestion.has(word) ? 3 : 0) + (inAnswer.has(word) ? 1 : 0), 0)
}

/** Short words say nothing of what a question is about; of long ones the beginning is enough, however they end. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return new Set(words.filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, 6)))
}

const EMPTY: ReadonlySet<string> = new Set(
  'the and for you your are can how what when where who does did have has had with that this there from they will would could about any get'.split(
    ' ',
  ),
)
