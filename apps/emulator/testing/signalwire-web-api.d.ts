/** The carrier's own validator ships its types where its package's exports do not lead. */
declare module '@signalwire/web-api' {
  /** Whether the header is the signature of URL and raw body under the key. */
  export function validateRequest(signingKey: string, header: string, url: string, rawBody: string): boolean
}
