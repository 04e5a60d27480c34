import { Migration } from '@mikro-orm/migrations'

/**
 * `plain_text(text)`: what two spellings of one name have in common, for searching. Case, accents, composed or decomposed
 * letters, typographic quotes and dashes make no difference, and characters that nobody sees are gone: "Jörg Øster", with
 * either form of the ö, is "jorg oster". Immutable, so that columns and indexes can be made of it.
 */
export class PlainText extends Migration {
  override name = '20261127000130-plain-text'

  override up(): void {
    this.addSql(plainText)
  }
}

/** The marks above and below letters of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts they are letters. */
const MARKS = String.raw`\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F`
/** Soft hyphens, joiners, and the marks of writing direction. */
const UNSEEN = String.raw`\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF`

/**
 * Letters that are no other letter with a mark to Unicode, but are to those who search for them. The locale is named because
 * a database may have been made with one that knows no letters beyond ASCII.
 */
const plainText = `
create function plain_text(written text) returns text language sql immutable parallel safe
return case
  when octet_length(written) = length(written) then lower(written collate "und-x-icu")
  else normalize(translate(
    replace(replace(replace(replace(
      lower(regexp_replace(normalize(written, NFKD), '[${MARKS}${UNSEEN}]', '', 'g') collate "und-x-icu"),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'øłđðħıς’‘ʼ‐–—−', 'olddhiσ''''''----'), NFC)
end`
