import { expect, test } from 'vitest'
import { offeredLanguages, type Speech } from '#flows/speech/speech.ts'
import { stepDocument } from './step.ts'
import { memberDocument } from './member.ts'
import { serialized } from './swml.ts'
import { voiceOf } from './voices.ts'
import { carrierUrls } from '../urls.ts'

const urls = carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) })
const place = { organisation: '6f1c1f0e-7d0b-4a53-9a5c-0d9f5d1f3a11', call: '0f9d9f0c-26ad-4a4c-b1f5-6f0a0b6f2a51' }
const german: Speech = { language: 'de-DE', voice: 'man' }

test('every language that forms offer has a woman’s and a man’s voice', () => {
  for (const language of offeredLanguages)
    for (const voice of ['woman', 'man'] as const)
      expect(voiceOf({ language, voice }).say_voice, `${language} ${voice}`).toMatch(/^Polly\.\w+$/)
})

test.each<[string, Speech | undefined, object]>([
  ['what nobody chose is the carrier’s own', undefined, {}],
  [
    'a country without a voice has one of its language',
    { language: 'de-AT' },
    { say_language: 'de-DE', say_voice: 'Polly.Vicki' },
  ],
  ['a language without a voice is the carrier’s affair', { language: 'fi-FI' }, { say_language: 'fi-FI' }],
  [
    'a name that objects have by themselves is no language',
    { language: 'constructor' },
    { say_language: 'constructor' },
  ],
])('%s', (_sentence, speech, params) => {
  expect(voiceOf(speech)).toEqual(params)
})

test('a call in German is German throughout: its prompts, its ladder and whoever is rung', () => {
  const step = stepDocument({
    ...place,
    number: { e164: '+12025550100', name: 'Werkstatt' },
    caller: 'Maria',
    speech: german,
    urls,
    step: {
      n: 2,
      by: 'pull',
      node: 'vm',
      list: [{ do: 'say', prompt: { say: 'Guten Tag.', speech: german } }],
      ladder: [
        {
          do: 'connect',
          order: 'together',
          seconds: 20,
          to: [{ member: 'ana', name: 'Ana', address: '+12025550121' }],
        },
        { do: 'record', greeting: null, limits: { maxSeconds: 60, silenceSeconds: 5 } },
      ],
    },
  })
  const member = memberDocument({
    ...place,
    leg: '1-1',
    room: 'c',
    caller: 'Maria',
    number: 'Werkstatt',
    speech: german,
    urls,
  })
  const spoken = [...`${serialized(step)}${serialized(member)}`.matchAll(/"(?:url|play)":"say:([^"]*)"([^}]*)/g)]
  expect(spoken.map(([, words]) => words)).toEqual(
    expect.arrayContaining([
      'Guten Tag.',
      'Anruf von Maria für Werkstatt. Zum Annehmen 1 drücken.',
      'Vielen Dank. Auf Wiederhören.',
      'Einen Moment, bitte.',
      '%{request_response.by} hat diesen Anruf schon angenommen.',
    ]),
  )
  for (const [, words, params] of spoken) expect(params, words).toContain('"say_voice":"Polly.Hans"')
})
