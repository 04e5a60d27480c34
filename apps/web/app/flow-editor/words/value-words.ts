import { languageWords } from '#flows/language-words.ts'
import type { FormField } from '#flows/node-form.ts'

/** A field's value as a sentence names it. @param names member id → name. */
export function valueWords(field: Pick<FormField, 'widget' | 'choices'>, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  switch (field.widget) {
    case 'seconds':
      return `${text} s`
    case 'choice':
      return field.choices?.[text] ?? text
    case 'people':
      return peopleWords(value, names)
    case 'text':
    case 'prompt':
      return `“${text}”`
    case 'language':
      return languageWords(text)
    case 'time-zone':
      return text
  }
}

function peopleWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return 'nobody'
  if (value.kind === 'everyone') return 'everyone on the number'
  if (value.kind === 'routing-list') return 'the routing list'
  const members = 'members' in value && Array.isArray(value.members) ? value.members : []
  return members.length === 0 ? 'nobody' : members.map((member) => names.get(String(member)) ?? 'somebody who left').join(', ')
}
