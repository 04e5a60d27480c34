/** How many short messages a text takes: 160 characters of the GSM alphabet in one, 153 in each of several; 70 and 67 as soon as any other character is among them. Source: 3GPP TS 23.038. */
export function segments(text: string): number {
  const characters = [...text]
  const isGsm = characters.every((one) => BASIC.has(one) || EXTENDED.has(one))
  // What the alphabet lacks makes the whole text UTF-16; an extended character takes two places, and is never cut in two.
  const places = characters.map((one) => (isGsm ? (EXTENDED.has(one) ? 2 : 1) : one.length))
  const [alone, each] = isGsm ? [160, 153] : [70, 67]
  if (places.reduce((sum, one) => sum + one, 0) <= alone) return 1
  let count = 1
  let used = 0
  for (const one of places) {
    if (used + one > each) {
      count += 1
      used = 0
    }
    used += one
  }
  return count
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('\f^{}\\[~]|€')
