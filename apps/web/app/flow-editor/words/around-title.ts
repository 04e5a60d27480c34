/** What stands before and behind a node's title in a message about it; a message that does not name the title follows it. */
export function aroundTitle(message: string, title: string): { readonly before: string; readonly after: string } {
  const at = message.indexOf(`“${title}”`)
  if (at < 0) return { before: '', after: ` ${message}` }
  return { before: message.slice(0, at), after: message.slice(at + title.length + 2) }
}
