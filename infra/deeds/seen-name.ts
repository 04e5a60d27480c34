import { z } from 'zod'
import { inOneLine, isSeen } from '#flows/story/one-line.ts'

/**
 * A name by which people find something: in one line, and with something in it that is seen.
 * @param missing what whoever gives none is told.
 * @param made how the name is written before it is kept.
 */
export function seenName(
  missing: string,
  {
    tooLong = 'A name can have at most 80 characters.',
    made = inOneLine,
    absent,
  }: { readonly tooLong?: string; readonly made?: (written: string) => string; readonly absent?: string } = {},
) {
  return z
    .string(absent ?? missing)
    .overwrite(made)
    .refine(isSeen, missing)
    .max(80, tooLong)
}
