/**
 * A line of a log without what tells who somebody is: e-mail addresses, telephone numbers but for their last two digits.
 * Everything that is logged passes here, because errors of libraries quote what they were about.
 */
export function withoutPeople(line: string): string {
  return line.replace(EMAIL, '[e-mail]').replace(NUMBER, (_, last: string) => `[number …${last}]`)
}

/** A database's address has one as well: `user:password@host` is no less secret. */
const EMAIL = /[\w.%+:-]+@[\w-]+(?:\.[\w-]+)*/g
/** As E.164, also where an address spells the plus as %2B. */
const NUMBER = /(?:\+|%2B)\d{5,13}(\d{2})(?!\d)/gi
