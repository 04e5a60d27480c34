/**
 * Whether a text is as a pattern says: `*` stands for any letters, digits and signs, also for none; `?` for one of them; `#` for one digit; a
 * backslash makes the next one stand for itself. Capitals are small letters. It takes no longer than text × pattern.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts = partsOf(pattern)
  const letters = [...folded(text)]
  // where in the pattern one may stand once the letters so far are read
  let places: readonly boolean[] = afterStars(parts, parts.map((_, at) => at === 0).concat(parts.length === 0))
  for (const letter of letters) {
    const next: boolean[] = Array.from({ length: parts.length + 1 }, () => false)
    for (const [at, part] of parts.entries()) {
      if (!places[at]) continue
      if (part === MANY) next[at] = true
      else if (part(letter)) next[at + 1] = true
    }
    places = afterStars(parts, next)
  }
  return places[parts.length] ?? false
}

const MANY = 'many'
type Part = typeof MANY | ((letter: string) => boolean)

function partsOf(pattern: string): readonly Part[] {
  const letters = [...folded(pattern)]
  const parts: Part[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    if (letter === '\\' && at + 1 < letters.length) {
      at += 1
      const meant = letters[at]
      parts.push((other) => other === meant)
    } else if (letter === '*') parts.push(MANY)
    else if (letter === '?') parts.push(() => true)
    else if (letter === '#') parts.push((other) => /\d/.test(other))
    else parts.push((other) => other === letter)
  }
  return parts
}

/** What stands for nothing may be passed over. */
function afterStars(parts: readonly Part[], places: readonly boolean[]): readonly boolean[] {
  const all = [...places]
  for (const [at, part] of parts.entries()) if (all[at] && part === MANY) all[at + 1] = true
  return all
}

/** As texts are compared: no matter how they are capitalised, and what spaces stand around them. */
export function folded(text: string): string {
  return text.trim().toLowerCase().normalize('NFC')
}
