import { describe, expect, test } from 'vitest'
import { ourPrompt } from './our-prompt.ts'
import { ownSpeech, sentences, sentencesIn } from './sentences.ts'
import { languageOf, offeredLanguages, speechFrom } from './speech.ts'

test('every language that forms offer has our own sentences', () => {
  expect([...new Set(offeredLanguages.map(languageOf))].sort()).toEqual(Object.keys(sentences).sort())
})

describe.each(Object.entries(sentences))('in %s', (_language, ours) => {
  test('no sentence is missing, and names and keys are in theirs', () => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(sentences.en).sort())
    const plain = Object.values(ours).flatMap((sentence) => (typeof sentence === 'function' ? [] : sentence))
    expect(plain.filter((sentence) => sentence.trim() === '')).toEqual([])
    expect(ours.callFor('Sales', 'Maria')).toMatch(/Maria.*Sales/)
    expect(ours.pressToAccept('1')).toMatch(/\b1\b/)
    expect(ours.weekdays).toHaveLength(7)
    expect(ours.hasTaken).toMatch(/^ \S/)
  })

  test('whoever is rung hears who calls and what to press within ten seconds', () => {
    const again = ours.pressToAccept('1').length
    const whole = ours.callFor('x'.repeat(25), 'x'.repeat(25)).length + 1 + again
    // at least a second of silence after each
    expect(Math.ceil(whole / 15) + Math.ceil(again / 15)).toBeLessThanOrEqual(8)
  })
})

test('what we cannot say in a language is said in English, by an English voice', () => {
  expect(ourPrompt({ language: 'it-IT' }, ({ goodbye }) => goodbye)).toEqual({ say: 'Goodbye.' })
  expect(ourPrompt({ language: 'it-IT', voice: 'man' }, ({ goodbye }) => goodbye)).toEqual({
    say: 'Goodbye.',
    speech: { language: 'en-US', voice: 'man' },
  })
  expect(ourPrompt({ language: 'de-AT' }, ({ goodbye }) => goodbye)).toEqual({
    say: 'Auf Wiederhören.',
    speech: { language: 'de-AT' },
  })
  expect(ownSpeech(undefined)).toBeUndefined()
  expect(sentencesIn('constructor')).toBe(sentences.en)
})

test('a prompt’s own language and voice come before those of the flow, and plain English needs no saying', () => {
  expect(speechFrom({})).toBeUndefined()
  expect(speechFrom({ language: 'en-US' }, { language: 'de-DE' })).toBeUndefined()
  expect(speechFrom({ language: 'fr-FR' }, { language: 'de-DE', voice: 'man' })).toEqual({
    language: 'fr-FR',
    voice: 'man',
  })
  expect(speechFrom({ voice: 'woman' }, { language: 'de-DE', voice: 'man' })).toEqual({
    language: 'de-DE',
    voice: 'woman',
  })
})
