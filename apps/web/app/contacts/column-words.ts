/** What a column of a file of contacts can be. */
export const roles = {
  name: 'Name',
  first: 'First name',
  middle: 'Middle name',
  last: 'Last name',
  company: 'Company',
  instead: 'Fallback name',
  phone: 'Phone number',
  label: 'Phone label',
  extension: 'Extension',
  ignore: 'Not imported',
} as const

export type Role = keyof typeof roles

export function isRole(written: unknown): written is Role {
  return typeof written === 'string' && Object.hasOwn(roles, written)
}

/**
 * What the words of a header say; `unknown` when they say nothing, `either-name` for a name that may be all of it or a part,
 * and `any-number` for a number that may be a telephone's or another.
 */
export type HeaderSays = Role | 'either-name' | 'any-number' | 'unknown'

/** Reads a header in the languages of the programs that people export from: English, German, Spanish, French and their neighbours. */
export function headerSays(header: string): HeaderSays {
  const words = plainHeader(header)
  if (words === '') return 'unknown'
  return SAYS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unknown'
}

/** In lower case without accents, its words separated by single spaces. */
export function plainHeader(header: string): string {
  return header
    .slice(0, 200)
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') // phoneNumber
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What stands in a header with a phone number below it. */
const PHONE =
  /telefon|telephon|rufnummer|handy|festnetz|puhelin|\b(phones?|tel|tlf|tfno|telf|telefax|fax|fon|fono|mobile|mobil|mobilfunk\w*|mobilnummer|mobilnr|movil|moviles|fijo|ph|cel|cell|cellphone|celular|cellulare|gsm|natel|smartphone|portable|fixe|whatsapp|pager|callback|hotline|telefoon\w*|mobiel\w*|telemovel)\b|телефон|мобильн|сотов|電話|携帯|手机|电话|전화|휴대/
/** Beside a telephone's header these say that something else stands below. */
const ABOUT_PHONE = /\b(label|type|typ|tipo|art|etiqueta|etiquette|kind)\b/
const EXTENSION =
  /^(ext|extn|extension|phone ext|phone extension|durchwahl|nebenstelle|poste|anexo|interno)$|\b(phone|telefon|telephone|business|work) (ext|extn|extension)\b/
const OTHER_THINGS =
  /\b(id|ids|record|owner|status|date|created|modified|country|source|consent|opt|verified|preference|provider|plan|bill|billing|kundennummer|kundennr|mitgliedsnummer|ssn|iban|vat|tax|steuernummer|siret|siren|nif|cif|dni|order|invoice|rechnungsnummer|amount|total|price|balance|(customer|account|member|membership) (no|number))\b/

/** The first that fits counts. */
const SAYS: readonly (readonly [HeaderSays, RegExp])[] = [
  ['extension', EXTENSION],
  [
    'ignore',
    /\b(yomi|phonetic|phonetique|phonetisch\w*|furigana|prefix|prefijo|prefixe|suffix|sufijo|suffixe|maiden|initials|initialen|title|titel|titulo|titre|anrede|salutation|spouse|user ?name|benutzername|web ?site|website|url|birthday|geburtstag|notes?|notizen|notas|department|abteilung|departamento|labels)\b/,
  ],
  ['label', new RegExp(`(?:${PHONE.source}).*${ABOUT_PHONE.source}|${ABOUT_PHONE.source}.*(?:${PHONE.source})`)],
  ['ignore', new RegExp(`${OTHER_THINGS.source}|${ABOUT_PHONE.source}`)],
  [
    'instead',
    /\be ?mail|\bcorreo\b|\bcourriel\b|\bnickname\b|\bspitzname\b|\bapodo\b|\bsurnom\b|\bfile as\b|\balias\b/,
  ],
  ['phone', PHONE],
  [
    'ignore',
    /\b(zip|postal|postcode|plz|postleitzahl|postfach|po box|street|strasse|address|adresse|anschrift|direccion|city|ort|hausnummer)\b/,
  ],
  [
    'any-number',
    /^(number|numbers|nummer|numero|numeros|no|nr|contact (no|number)|main number|direct dial|numero de contacto)$/,
  ],
  [
    'company',
    /\b(company|organi[sz]ation|firma|firmenname|unternehmen|empresa|compania|societe|entreprise|account name|business name|azienda|ditta|bedrijf|employer|organisatie)\b|^(org|organizacion|organisme|компания|会社|公司)$/,
  ],
  [
    'middle',
    /\b(middle|additional|second) name\b|\bmiddle\b|segundo nombre|zweiter vorname|weitere vornamen|deuxieme prenom|tussenvoegsel/,
  ],
  [
    'name',
    /\b(full|display|complete|contact|customer|client|person) name\b|kundenname|bezeichnung|nombre completo|nombre y apellidos?|apellidos? y nombre|nom complet|nom (et )?prenom|prenom (et )?nom|vollstandiger name|anzeigename|kontaktname|ansprechpartner|nome completo|vor und nachname|name vorname|vorname name|^(contact|kontakt|contacto|kunde|customer|client|cliente|person|persona|who)$/,
  ],
  [
    'first',
    /\b(first|given) ?name\b|\bforename\b|vorname|rufname|nombre de pila|primer nombre|\bprenoms?\b|voornaam|fornavn|fornamn|etunimi|\bimie\b|^first$|^имя$|^名$/,
  ],
  [
    'last',
    /\b(last|family|sur) ?name\b|nachname|familienname|zuname|\bapellidos?\b|nom de famille|cognome|sobrenome|\bapelidos?\b|achternaam|etternavn|efternavn|efternamn|sukunimi|nazwisko|^last$|^фамилия$|^姓$/,
  ],
  ['either-name', /^(name|names|nombre|nombres|nom|nome|naam|navn|namn|nimi|nazwa|фио|氏名|姓名|이름)$/],
]
