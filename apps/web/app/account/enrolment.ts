/** What an authenticator app must be told, and the recovery codes that belong to it. */
export interface Enrolment {
  readonly uri: string
  readonly codes: readonly string[]
}

/** A QR code to be drawn: its modules on a side, the quiet edge included, and the dark ones as the path of an SVG. */
export interface DrawnCode {
  readonly size: number
  readonly path: string
}

/** The codes as one field. */
export function writtenCodes(codes: readonly string[]): string {
  return codes.join(' ')
}
