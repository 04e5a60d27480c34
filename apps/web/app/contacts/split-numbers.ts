/** A number as it stands in a cell, with what is written beside it. */
export interface WrittenPiece {
  readonly number: string
  readonly label: string | null
}

/**
 * The numbers that stand in one cell, in the ways in which programs and people write several: separated by ` ::: `,
 * semicolons, line breaks, bars, and, where both sides can only be whole numbers, by slashes, commas and words.
 */
export function splitNumbers(cell: string): readonly WrittenPiece[] {
  const unquoted = cell
    .trim()
    .replace(/^=?"(.*)"$/s, '$1')
    .replace(/^'/, '')
  const pieces: string[] = []
  for (const piece of unquoted.split(/:::|[\r\n|]+|;/)) {
    // at a semicolon telephones wait before they dial an extension
    const isExtension =
      pieces.length > 0 &&
      (/^\s*ext\b/i.test(piece) || (digitsIn(piece) > 0 && digitsIn(piece) < FEWEST_ALONE && !piece.includes('+')))
    if (isExtension) pieces.push(`${pieces.pop() ?? ''};${piece.trim()}`)
    else if (piece.trim() !== '') pieces.push(piece.trim())
  }
  return pieces.flatMap(apart).slice(0, MOST).map(labelled)
}

/** A cell has no more than these. */
const MOST = 20
/** Digits that can be a number without anything else. */
const FEWEST_ALONE = 6
const FEWEST_WHOLE = 7

function apart(piece: string): readonly string[] {
  const parts = piece
    .split(/[/,&]| (?:or|and|oder|und|y|o|ou|et|e) | {2}/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length < 2) return [piece]
  // a slash also separates an area code from the rest: 030/901820
  const areWhole =
    parts.every((part) => digitsIn(part) >= FEWEST_WHOLE) ||
    parts.every((part) => /^[+(0]/.test(labelled(part).number) && digitsIn(part) >= FEWEST_ALONE)
  return areWhole ? parts : [piece]
}

/** "Mobile: +1 202 555 0160" and "+1 202 555 0160 (mobile)" */
function labelled(piece: string): WrittenPiece {
  const colon = piece.indexOf(':')
  const before = piece.slice(0, Math.max(colon, 0)).trim()
  if (isLabel(before)) return { number: piece.slice(colon + 1).trim(), label: before }
  const open = piece.endsWith(')') ? piece.lastIndexOf('(') : -1
  const behind = piece.slice(open + 1, -1).trim()
  return open > 0 && isLabel(behind)
    ? { number: piece.slice(0, open).trim(), label: behind }
    : { number: piece, label: null }
}

function isLabel(words: string): boolean {
  return words.length <= 20 && /^\p{L}[\p{L} .]*$/u.test(words) && !/^(?:tel|phone|callto|sips?)$/i.test(words)
}

function digitsIn(text: string): number {
  return text.replaceAll(/\D/g, '').length
}
