import { isTemplate } from '../language/template.ts'

/**
 * As how many messages a text is sent and paid: 160 characters of the telephone alphabet in one, 153 in each of several; 70 and 67
 * as soon as any other character is among them (3GPP TS 23.038).
 */
export function segmentsOf(text: string): number {
  const characters = [...text]
  const isPlain = characters.every((one) => BASIC.has(one) || EXTENDED.has(one))
  // an extended character takes two places and is never cut in two, as is one beyond the first plane where all is UTF-16
  const places = characters.map((one) => (isPlain ? (EXTENDED.has(one) ? 2 : 1) : one.length))
  const [alone, each] = isPlain ? [160, 153] : [70, 67]
  if (places.reduce((sum, one) => sum + one, 0) <= alone) return 1
  let [count, used] = [1, 0]
  for (const one of places) {
    if (used + one > each) [count, used] = [count + 1, 0]
    used += one
  }
  return count
}

/** The same in words, of a text in which values may stand. */
export function segmentsInWords(text: string): string {
  const count = segmentsOf(text)
  const words = `${count === 1 ? 'One message' : `${count} messages`}`
  return isTemplate(text) ? `${words} as it stands here; long values may make it more.` : `${words}.`
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('\f^{}\\[~]|€')
