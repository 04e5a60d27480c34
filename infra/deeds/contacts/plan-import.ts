import { numberKey } from '../../telephone/other-spelling.ts'

/** A number of somebody in a file. */
export interface FileNumber {
  readonly e164: string
  readonly label: string | null
  readonly extension: string | null
}

/** Somebody as one row has them. */
export interface FilePerson {
  /** As a spreadsheet counts rows, from 1. */
  readonly row: number
  readonly name: string
  readonly numbers: readonly FileNumber[]
}

/** A row, or something in it, that is not imported. */
export interface LeftOut {
  readonly row: number
  readonly name: string
  readonly why: string
}

/** A number of the address book, with the contact that has it. */
export interface KnownNumber {
  readonly e164: string
  readonly contact: string
  readonly name: string
  /** It is the contact's first number, and no other that was added or merged into it. */
  readonly isMain: boolean
}

/** A row that repeats numbers of one before it. */
export interface Repeated {
  readonly row: number
  readonly name: string
  /** The row that counts. */
  readonly of: number
  readonly winner: string
  readonly numbers: readonly string[]
}

export interface Change {
  readonly row: number
  readonly contact: string
  readonly name: string
  /** What the contact was called; null when it keeps its name. */
  readonly from: string | null
  readonly numbers: readonly FileNumber[]
}

/** A row that has another name than the address book has for its contact. */
export interface OtherName {
  readonly row: number
  readonly contact: string
  /** What the address book calls it. */
  readonly ours: string
  /** What the file calls it. */
  readonly theirs: string
  /** Whether ours stays. */
  readonly isKept: boolean
}

/** What a file does to the address book; each of its people is in exactly one of the lists. */
export interface ImportPlan {
  readonly added: readonly FilePerson[]
  readonly changed: readonly Change[]
  /** Rows that the address book has as they are. */
  readonly same: readonly { readonly row: number; readonly name: string }[]
  readonly repeated: readonly Repeated[]
  readonly leftOut: readonly LeftOut[]
  /** What was left out of rows that are imported all the same. */
  readonly remarks: readonly LeftOut[]
  /** Of the rows above, those in which the names differ. */
  readonly otherNames: readonly OtherName[]
}

/**
 * Compares a file with the address book. Of two rows with one number the first counts: the other is the same person when
 * it has the same name, and gives them the numbers that only it has; else it keeps only those numbers. A row that is left
 * out counts for none.
 * @param keepsName whether a contact's name stays where the file has another one.
 */
export function planImport(
  people: readonly FilePerson[],
  known: readonly KnownNumber[],
  keepsName: (contact: string) => boolean = () => false,
): ImportPlan {
  const byNumber = new Map(known.map((number) => [numberKey(number.e164), number]))
  const { rows, ...others } = withoutRepeats(people, byNumber)
  const plan = {
    added: [] as FilePerson[],
    changed: [] as Change[],
    same: [] as { row: number; name: string }[],
    ...others,
    otherNames: [] as OtherName[],
  }
  for (const person of rows) {
    const { row, name, numbers } = person
    const [contact] = contactsOf(numbers, byNumber)
    if (contact === undefined) {
      plan.added.push(person)
      continue
    }
    const { id, called, isMain } = contact
    // of a contact that others were merged into, the row with its first number says the name
    const differs = called !== name && isMain
    const isKept = differs && keepsName(id)
    if (differs) plan.otherNames.push({ row, contact: id, ours: called, theirs: name, isKept })
    const from = differs && !isKept ? called : null
    const more = numbers.filter(({ e164 }) => !byNumber.has(numberKey(e164)))
    if (from === null && more.length === 0) plan.same.push({ row, name: isKept ? called : name })
    else plan.changed.push({ row, contact: id, name: from === null ? called : name, from, numbers: more })
  }
  return plan
}

type Book = ReadonlyMap<string, KnownNumber>

/** The contacts that have some of the numbers; `isMain`: one of these is the contact's first. */
function contactsOf(numbers: readonly FileNumber[], book: Book) {
  const found = numbers.flatMap(({ e164 }) => book.get(numberKey(e164)) ?? [])
  return [...new Map(found.map(({ contact, name }) => [contact, name]))].map(([id, called]) => ({
    id,
    called,
    isMain: found.some(({ contact, isMain }) => contact === id && isMain),
  }))
}

interface Row {
  readonly row: number
  readonly name: string
  readonly numbers: FileNumber[]
}

/** Every person once, each with numbers of one contact at most. */
function withoutRepeats(people: readonly FilePerson[], book: Book) {
  const rows: Row[] = []
  const repeated: Repeated[] = []
  const remarks: LeftOut[] = []
  const leftOut: LeftOut[] = []
  const taken = new Map<string, Row>()
  for (const { row, name, numbers } of people) {
    const fresh = numbers.filter(({ e164 }) => !taken.has(numberKey(e164)))
    const winner = numbers.map(({ e164 }) => taken.get(numberKey(e164))).find((earlier) => earlier !== undefined)
    const shared = numbers.filter((number) => !fresh.includes(number)).map(({ e164 }) => e164)
    const isSame = winner !== undefined && alike(winner.name, name)
    const own: Row = isSame ? winner : { row, name, numbers: [] }
    const contacts = contactsOf([...own.numbers, ...fresh], book)
    if (contacts.length > 1) {
      leftOut.push({
        row,
        name,
        why: `Its numbers belong to different contacts: ${contacts.map(({ called }) => called).join(', ')}. Merge those, and import the file again.`,
      })
      continue
    }
    own.numbers.push(...fresh)
    for (const { e164 } of fresh) taken.set(numberKey(e164), own)
    if (winner !== undefined && (isSame || fresh.length === 0))
      repeated.push({ row, name, of: winner.row, winner: winner.name, numbers: shared })
    else {
      rows.push(own)
      if (winner !== undefined)
        remarks.push({
          row,
          name,
          why: `${shared.join(', ')} is also in row ${winner.row} (${winner.name}), and row ${winner.row} counts.`,
        })
    }
  }
  return { rows, repeated, remarks, leftOut }
}

/** Whether two names differ at most in case and accents. */
function alike(a: string, b: string): boolean {
  return LETTERS.compare(a, b) === 0
}
const LETTERS = new Intl.Collator('und', { sensitivity: 'base' })
