/** A language tag as people say it: "English (United States)" for en-US; the tag itself when it names no language. */
export function languageWords(tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' })
