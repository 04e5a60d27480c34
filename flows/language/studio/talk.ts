import { LONGEST_MESSAGE } from '../../live-call.ts'
import { titleOf } from './known.ts'
import type { Menu } from './menus.ts'
import { bounded, leftOut, oneNode, said, type Drawn, type Piece } from './piece.ts'
import { spokenBy } from './spoken.ts'
import { nextOf, numberOf, textOf, type StudioState } from './studio-document.ts'

/** A text or a sound that callers hear. */
export function play(drawn: Drawn): Piece {
  const { properties } = drawn.state
  const next = nextOf(drawn.state, 'audioComplete')
  const [words, sound] = [textOf(properties['say']).trim(), textOf(properties['play']).trim()]
  if (words === '' && sound === '')
    return leftOut(
      textOf(properties['digits']) === ''
        ? 'It says nothing.'
        : 'It only sends keys into the call, which no node does here.',
      next,
    )
  const { text, reasons } = said(drawn, words, LONGEST_TEXT)
  const { speech, reasons: ofVoice } = spokenBy(properties, drawn.language)
  return oneNode(drawn, {
    kind: 'play',
    config: { text, ...speech },
    exits: { next },
    reasons: [...reasons, ...ofVoice, ...soundReasons(sound), ...repeats(properties)],
  })
}

/** A question: a phone menu where it branches by single keys, otherwise one whose answer is kept. */
export function gather(drawn: Drawn): Piece {
  const menu = drawn.known.menus.get(drawn.state.name)
  return menu ? phoneMenu(drawn, menu) : question(drawn)
}

export function voicemail(drawn: Drawn): Piece {
  const { properties } = drawn.state
  const silent = nextOf(drawn.state, 'noAudio', 'timeout')
  const isSent = ['recording_status_callback_url', 'transcription_callback_url'].some(
    (name) => textOf(properties[name]) !== '',
  )
  return oneNode(drawn, {
    kind: 'voicemail',
    config: {
      maxSeconds: bounded(properties['max_length'], { least: 5, most: LONGEST_MESSAGE, usual: 3600 }),
      silenceSeconds: bounded(properties['timeout'], { least: 1, most: 60, usual: 5 }),
    },
    exits: { 'left-message': nextOf(drawn.state, 'recordingComplete'), 'no-message': silent, failed: silent },
    reasons: isSent
      ? [
          'Nobody is sent the address of the recording: it stands with the call, and in the conversation with the caller.',
        ]
      : [],
  })
}

const LONGEST_TEXT = 2000
/** How often a question is asked that Studio would ask for ever. */
const TRIES = 3

function phoneMenu(drawn: Drawn, menu: Menu): Piece {
  const { state, known, language } = drawn
  const { text, reasons } = said(drawn, state.properties['say'], LONGEST_TEXT)
  const { speech, reasons: ofVoice } = spokenBy(state.properties, language)
  const [wrong, none] = [backTo(drawn, menu.invalid), backTo(drawn, menu.silent)]
  const names = new Set<string>()
  const keys = menu.keys.map(({ key, words, next, name }) => {
    const plain = (name || (next === '' ? 'End' : titleOf(next))).slice(0, 36).toWellFormed().trim() || key
    const own = names.has(plain) ? `${plain} ${key}` : plain
    names.add(own)
    return { key, name: own, words: words.join(', ') }
  })
  const branches = menu.branches.map((name) => ({ name, as: `Its branches are the keys of “${state.name}”.` }))
  const again = [wrong, none].flatMap((back) => (back?.by ? [back.by] : []))
  return {
    ...oneNode(drawn, {
      kind: 'phone-menu',
      config: {
        text,
        ...speech,
        keys,
        wait: waitOf(state),
        tries: wrong || none ? TRIES : 1,
        invalid: wrong?.text ?? '',
        silent: none?.text ?? '',
      },
      exits: {
        ...Object.fromEntries(menu.keys.map(({ key, next }) => [`key-${key}`, next])),
        invalid: wrong ? '' : menu.invalid,
        'no-input': none ? '' : menu.silent,
      },
      reasons: [
        ...reasons,
        ...ofVoice,
        ...soundReasons(textOf(state.properties['play'])),
        ...menu.remarks,
        ...(wrong || none
          ? [
              `Studio asks again for ever: here it is asked ${TRIES} times, then the call ${wrong && none ? 'ends' : 'goes on'}.`,
            ]
          : []),
      ],
    }),
    takesIn: [
      ...branches,
      ...[...new Set(again)].map((name) => ({ name, as: `It is said before “${state.name}” asks again.` })),
    ].filter(({ name }) => known.states.has(name)),
  }
}

function question(drawn: Drawn): Piece {
  const { state, language } = drawn
  const { properties } = state
  const { text, reasons } = said(drawn, properties['say'], LONGEST_TEXT)
  const { speech, reasons: ofVoice } = spokenBy(properties, language)
  const [keyed, spoken, silent] = [
    nextOf(state, 'keypress'),
    nextOf(state, 'speech'),
    nextOf(state, 'timeout', 'noInput'),
  ]
  const isSpoken = keyed === '' && spoken !== ''
  const none = backTo(drawn, silent)
  return {
    ...oneNode(drawn, {
      kind: 'ask',
      config: {
        text,
        ...speech,
        takes: isSpoken ? { kind: 'words', hints: hintsOf(properties), readBack: 'no' } : digitsOf(properties),
        wait: waitOf(state),
        tries: none ? TRIES : 1,
        silent: none?.text ?? '',
      },
      exits: {
        answered: isSpoken ? spoken : keyed,
        invalid: none ? '' : silent,
        'no-input': none ? '' : silent,
      },
      reasons: [
        ...reasons,
        ...ofVoice,
        ...soundReasons(textOf(properties['play'])),
        ...(!isSpoken && spoken !== '' ? ['What callers say is not heard: an answer here is keys or words.'] : []),
        ...(none ? [`Studio asks again for ever: here it is asked ${TRIES} times, then the call ends.`] : []),
      ],
    }),
    takesIn: none?.by ? [{ name: none.by, as: `It is said before “${state.name}” asks again.` }] : [],
  }
}

/** Whether a way leads back to the question, at once or after a sentence; null where it does not. */
function backTo(
  { state, known, language }: Drawn,
  next: string,
): { readonly text: string; readonly by: string | null } | null {
  if (next === state.name) return { text: '', by: null }
  const between = known.states.get(next)
  const isSentence =
    between?.type === 'say-play' &&
    nextOf(between, 'audioComplete') === state.name &&
    textOf(between.properties['play']) === '' &&
    textOf(between.properties['say']).trim() !== ''
  if (!between || !isSentence) return null
  const { text } = said({ known }, between.properties['say'], LONGEST_TEXT)
  return spokenBy(between.properties, language).speech.language === spokenBy(state.properties, language).speech.language
    ? { text, by: between.name }
    : null
}

function digitsOf(properties: StudioState['properties']): Readonly<Record<string, unknown>> {
  const count = numberOf(properties['number_of_digits'] ?? properties['num_digits'])
  const key = textOf(properties['finish_on_key']).trim()
  const ends = key === '#' || key === '*' ? key : 'pause'
  const most = bounded(count, { least: 1, most: 40, usual: 20 })
  // without a key nobody knows when a number that may be shorter is complete
  return { kind: 'digits', fewest: ends === 'pause' && count !== null ? most : 1, most, ends, readBack: 'no' }
}

function hintsOf(properties: StudioState['properties']): string {
  return textOf(properties['hints']).slice(0, 500).toWellFormed()
}

function waitOf({ properties }: StudioState): number {
  return bounded(properties['timeout'], { least: 1, most: 99, usual: 5 })
}

function soundReasons(sound: string): readonly string[] {
  return sound === ''
    ? []
    : [`Studio plays a sound file here (${sound.slice(0, 200).toWellFormed()}): write what is heard in it as a text.`]
}

function repeats(properties: StudioState['properties']): readonly string[] {
  const loop = numberOf(properties['loop'])
  return loop === null || loop === 1 ? [] : ['It is said once, and not again and again.']
}
