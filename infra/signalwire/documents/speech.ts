import { largestDocument, serialized, type Swml, type Verb } from './swml.ts'

/**
 * Text from people, made safe to be spoken: on one line, without control characters, at most
 * `limit` characters, and without the two openings at which the carrier would put in a variable.
 */
export function spoken(text: string, limit: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return cut(line, limit).replace(/[$%]+\{/g, '{')
}

/** Speaks a text. What holds no word is a moment of silence: a document's shape does not hang on its texts. */
export function say(text: string, limit: number): Verb {
  const words = spoken(text, limit)
  return { play: { url: words === '' ? 'silence:1.0' : `say:${words}` } }
}

/** The caller hears ringing for this long. Seconds. */
export function ringing(seconds: number): Verb {
  return { play: { url: `ring:${seconds.toFixed(1)}:us` } }
}

/**
 * Renders a document so that it fits into what the carrier reads. Only long texts can break that
 * limit, so they are shortened until it fits: a shortened sentence is better than a dead line.
 */
export function fitting(render: (limit: number) => readonly Verb[]): Swml {
  for (const limit of [2000, 500, 100]) {
    const document: Swml = { version: '1.0.0', sections: { main: render(limit) } }
    if (Buffer.byteLength(serialized(document)) <= largestDocument) return document
  }
  return { version: '1.0.0', sections: { main: render(20) } }
}

/** Cuts by whole characters, so that no half of one is left over. */
function cut(text: string, limit: number): string {
  const end = (text.codePointAt(limit - 1) ?? 0) > 0xffff ? limit - 1 : limit
  return text.slice(0, end)
}
