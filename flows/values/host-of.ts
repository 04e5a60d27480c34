/** The host of a web address, as it is told of a request: no path and no query, which may say more than everybody may know. */
export function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? 'a web service'
}
