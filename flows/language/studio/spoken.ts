import type { Voice } from '../../speech/speech.ts'
import { COMMON_LANGUAGE } from '../../speech/speech.ts'
import { textOf, type StudioFlow } from './studio-document.ts'

/** How a widget speaks, where it is not as most of the flow, and what of it is not carried over. */
export function spokenBy(
  properties: Readonly<Record<string, unknown>>,
  language: string,
): { readonly speech: { readonly language?: string; readonly voice?: Voice }; readonly reasons: readonly string[] } {
  const [own, name] = [languageIn(properties), textOf(properties['voice'])]
  const voice = voiceCalled(name)
  const isUnknown = name !== '' && voice === null
  return {
    speech: { ...(own !== null && own !== language && { language: own }), ...(voice !== null && { voice }) },
    reasons: isUnknown
      ? [`The voice “${name.slice(0, 60).toWellFormed()}” is not known here: the flow’s own speaks.`]
      : [],
  }
}

/** The language that most widgets of a flow speak. */
export function languageOfFlow({ states }: StudioFlow): string {
  const count = new Map<string, number>()
  for (const { properties } of states) {
    const language = textOf(properties['say']) === '' ? null : languageIn(properties)
    if (language !== null) count.set(language, (count.get(language) ?? 0) + 1)
  }
  const [most] = [...count].toSorted(([, a], [, b]) => b - a)
  return most?.[0] ?? COMMON_LANGUAGE
}

function languageIn(properties: Readonly<Record<string, unknown>>): string | null {
  const language = textOf(properties['language']).trim()
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language) ? language : null
}

function voiceCalled(name: string): Voice | null {
  const [maker = '', given = ''] = name.split(/[.-]/)
  if (/^(man|woman|alice)$/i.test(name)) return name.toLowerCase() === 'man' ? 'man' : 'woman'
  if (maker !== 'Polly' || given === '') return null
  return MEN.has(given) ? 'man' : 'woman'
}

/** Of Amazon's voices, those of men. */
const MEN: ReadonlySet<string> = new Set(
  'Matthew Joey Justin Kevin Stephen Gregory Brian Arthur Geraint Russell Hans Daniel Enrique Sergio Miguel Andres Pedro Mathieu Remi Liam Giorgio Adriano Ruben Jacek Ricardo Thiago Cristiano Takumi Maxim Karl Mads'.split(
    ' ',
  ),
)
