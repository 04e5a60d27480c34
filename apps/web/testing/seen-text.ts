/** What a reader sees of a page, on one line. */
export async function text(answer: Response): Promise<string> {
  return textOf(await answer.text())
}

/** The same of its HTML. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(script|style)\b.*?<\/\1>/gs, '')
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ')
}
