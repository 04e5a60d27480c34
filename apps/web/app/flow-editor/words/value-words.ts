import { placeWords } from '#flows/hours/holiday-place.ts'
import { readWeek } from '#flows/hours/read-week.ts'
import { weekWords } from '#flows/hours/week-words.ts'
import { countryName } from '#infra/telephone/country-name.ts'
import { languageWords } from '#flows/language/language-words.ts'
import type { FormField, PlainField } from '#flows/language/node-form.ts'
import { recordOf } from '#flows/language/path.ts'

/** A field's value as a sentence names it. @param names the id of a member, a tag or a flow → its name. */
export function valueWords(field: FormField, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === undefined || value === null || value === '') {
    const absent = 'absent' in field ? field.absent : null
    return absent === null ? 'nothing' : absent.charAt(0).toLowerCase() + absent.slice(1)
  }
  switch (field.widget) {
    case 'group':
      return fieldsWords(field.fields, value, names)
    case 'list':
      return Array.isArray(value) && value.length > 0
        ? value.map((item, index) => `${index + 1}. ${valueWords(field.item, item, names)}`).join('; ')
        : 'nothing'
    case 'variant': {
      const chosen = field.variants.find((variant) => variant.value === recordOf(value)[field.by])
      if (!chosen) return 'nothing'
      return chosen.fields.length === 0 ? chosen.label : `${chosen.label} (${fieldsWords(chosen.fields, value, names)})`
    }
    default:
      return plainWords(field, value, names)
  }
}

function fieldsWords(fields: readonly FormField[], value: unknown, names: ReadonlyMap<string, string>): string {
  const values = recordOf(value)
  const shown = fields.filter(({ widget }) => widget !== 'row-id')
  return shown.map((field) => `${field.label}: ${valueWords(field, values[field.name], names)}`).join(', ')
}

function plainWords(field: PlainField, value: unknown, names: ReadonlyMap<string, string>): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  switch (field.widget) {
    case 'seconds':
      return `${text} s`
    case 'percent':
      return `${text} %`
    case 'choice':
      return field.choices?.[text] ?? text
    case 'choices':
      return Array.isArray(value) && value.length > 0
        ? value.map((one) => field.choices?.[String(one)] ?? String(one)).join('; ')
        : 'nothing'
    case 'tag':
      return names.get(text) ?? 'a tag that was removed'
    case 'country':
      return countryName(text)
    case 'people':
    case 'readers':
      return peopleWords(value, names)
    case 'text':
    case 'secret':
    case 'prompt':
    case 'template':
    case 'message':
    case 'address':
    case 'header':
    case 'json':
      return `“${text}”`
    case 'language':
      return languageWords(text)
    case 'week':
      return weekWords(readWeek(value))
    case 'date-time':
      return text.replace('T', ' ')
    case 'holiday-place':
      return placeWords(text)
    case 'schedule':
      return names.get(text) ?? 'hours that were deleted'
    case 'count':
    case 'time-zone':
    case 'date':
    case 'row-id':
    case 'value':
      return text
    case 'flow':
      return names.get(text) ?? 'a flow that is gone'
  }
}

function peopleWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return 'nobody'
  if (value.kind === 'everyone') return 'everyone on the number'
  if (value.kind === 'routing-list') return 'the routing list'
  if (value.kind === 'caller') return 'the caller'
  const members = 'members' in value && Array.isArray(value.members) ? value.members : []
  return members.length === 0
    ? 'nobody'
    : members.map((member) => names.get(String(member)) ?? 'someone who left').join(', ')
}
