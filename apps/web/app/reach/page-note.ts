/** Says something above whatever page is shown, once: what was said so before gives way. It is there also where a page is not. */
export function sayAbove(words: string, deed?: { readonly words: string; onClick(): void }): void {
  hushAbove()
  const note = Object.assign(document.createElement('div'), { className: 'above', role: 'alert', textContent: words })
  if (deed) {
    const { words: textContent, onClick: onclick } = deed
    note.append(Object.assign(document.createElement('button'), { textContent, onclick }))
  }
  document.body.append(note)
}

/** Takes away what was said, or only these words. */
export function hushAbove(words = ''): void {
  const note = document.querySelector('.above')
  if (note?.textContent?.startsWith(words)) note.remove()
}
