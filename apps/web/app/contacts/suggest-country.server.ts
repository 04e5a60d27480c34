import { isValidPhoneNumber } from 'libphonenumber-js/max'
import type { Country } from '#infra/telephone/countries.ts'
import { plainHeader } from './column-words.ts'

/**
 * Which country foreign numbers are from: one in which the language of the header is spoken, or that the
 * organisation calls, where nearly all of them are numbers that exist. Null when there is no such country.
 */
export function suggestCountry(
  numbers: readonly string[],
  { header, countries }: { readonly header: readonly string[]; readonly countries: readonly string[] },
): Country | null {
  const words = header.map(plainHeader).join(' ')
  const spoken = LANGUAGES.filter(({ words: own }) => own.test(words)).flatMap(({ countries: where }) => where)
  const looked = numbers.slice(0, LOOKED_AT)
  const valid = (country: Country) => looked.filter((number) => isValidPhoneNumber(number, country)).length
  const best = [...new Set([...spoken, ...countries])].map((country) => ({
    country: country as Country,
    valid: valid(country as Country),
  })) // callable ones alone are kept
  const [first] = best.toSorted((a, b) => b.valid - a.valid)
  return first !== undefined && first.valid >= looked.length * NEARLY_ALL ? first.country : null
}

const LOOKED_AT = 50
const NEARLY_ALL = 0.7

const LANGUAGES: readonly { readonly words: RegExp; readonly countries: readonly Country[] }[] = [
  { words: /\b(vorname|nachname|firma|telefon|mobil|handy|rufnummer|festnetz)\b/, countries: ['DE', 'AT', 'CH'] },
  { words: /\b(nombre|apellidos?|telefono|movil|empresa|correo)\b/, countries: ['ES', 'MX', 'AR', 'CO', 'CL', 'PE'] },
  { words: /\b(prenom|nom|societe|portable|courriel)\b/, countries: ['FR', 'BE', 'CH', 'CA'] },
  { words: /\b(cognome|cellulare|azienda)\b/, countries: ['IT'] },
  { words: /\b(sobrenome|apelido|telefone|celular|telemovel)\b/, countries: ['BR', 'PT'] },
  { words: /\b(voornaam|achternaam|telefoon|mobiel)\b/, countries: ['NL', 'BE'] },
]
