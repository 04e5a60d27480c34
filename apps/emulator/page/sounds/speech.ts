/** Speaks a sentence where the browser has a voice; elsewhere the words on the screen have to do. */
export function speak(text: string): void {
  hush()
  if (!('speechSynthesis' in window) || text.trim() === '') return
  const words = new SpeechSynthesisUtterance(text)
  words.lang = document.documentElement.lang
  window.speechSynthesis.speak(words)
}

/** Ends whatever is being spoken. */
export function hush(): void {
  if ('speechSynthesis' in window) window.speechSynthesis.cancel()
}
