import { encode } from 'uqr'
import type { DrawnCode } from './enrolment.ts'

/** A text as a QR code, made by the server: few people ever see one, and pages carry no code for it. */
export function drawnCode(text: string): DrawnCode {
  const { size, data } = encode(text, { border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}

/** The white edge that readers need, in modules (ISO/IEC 18004). */
const QUIET = 4
