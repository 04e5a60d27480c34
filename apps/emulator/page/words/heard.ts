import type { Entry } from '../control-plane.ts'

/** What a "hears" entry of a timeline tells of. */
export type Heard =
  | { kind: 'ringback' | 'music' | 'silence' | 'beep' }
  | { kind: 'speech'; sentence: string }
  | { kind: 'person'; who: string; sentence: string }

/**
 * Reads the detail of a "hears" entry. The emulator writes `ringing`, `a beep`, `2 s of silence`, `audio from <url>`,
 * `<number> says: <sentence>`; whatever is none of these is the sentence that a voice speaks.
 */
export function readHeard({ detail }: Pick<Entry, 'detail'>): Heard {
  const words = (detail ?? '').trim()
  if (words === '' || /^(silence$|[\d.]+ s of silence$)/i.test(words)) return { kind: 'silence' }
  if (/^(ringback|ringing)$/i.test(words)) return { kind: 'ringback' }
  if (/^((hold )?music$|audio from \S+$)/i.test(words)) return { kind: 'music' }
  if (/^(a )?beep$/i.test(words)) return { kind: 'beep' }
  const [, who, sentence] = /^(\+\d+|anonymous|sips?:\S+|\/\S+) says: (.*)$/s.exec(words) ?? []
  return who && sentence !== undefined ? { kind: 'person', who, sentence } : { kind: 'speech', sentence: bare(words) }
}

/** A sentence in curly quotes, whether it came with quotes or without. */
export function quoted(sentence: string): string {
  return `“${bare(sentence)}”`
}

function bare(sentence: string): string {
  return sentence.trim().replace(/^["“]|["”]$/g, '')
}
