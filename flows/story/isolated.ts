/**
 * A name as it can stand in a sentence that runs left to right. Written right to left, it would drag the numbers and
 * names beside it along ("Rang 20 ליאורה s"): two marks that nobody sees keep it to itself. Every other name stays as it
 * is, so that ordinary sentences are plain text that can be searched and compared.
 */
export function isolated(name: string): string {
  return FROM_THE_RIGHT.test(name) ? `\u2068${name}\u2069` : name
}

/**
 * The blocks whose letters run right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin), and the marks that
 * turn what follows them around.
 */
const FROM_THE_RIGHT =
  /[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
