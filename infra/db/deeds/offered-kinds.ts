import { deedGroups, deedKinds, type DeedGroup, type DeedKind } from './kinds.ts'

/** Stands for whoever is not known as a member: the installation, and people who were not signed in. */
export const NO_MEMBER = 'no-member'

const allKinds = Object.keys(deedKinds) as DeedKind[] // the keys of a literal object
const whole = (group: string) => `all-${group}`
const ofGroup = (group: DeedGroup) => allKinds.filter((kind) => deedKinds[kind].group === group)
const groups = Object.keys(deedGroups) as DeedGroup[] // as above

/** What may be asked for: a kind, or everything of a group. */
export const offeredKinds = [...allKinds, ...groups.map(whole)]

/** The kinds that one of those stands for. */
export function kindsOf(asked: string): readonly string[] {
  const group = groups.find((one) => whole(one) === asked)
  return group === undefined ? [asked] : ofGroup(group)
}

/** What is asked for, as part of a sentence: "all of People", "changed the role of …". */
export function kindInWords(asked: string): string {
  const group = groups.find((one) => whole(one) === asked)
  if (group !== undefined) return `all of ${deedGroups[group]}`
  const kind = allKinds.find((one) => one === asked)
  return kind === undefined ? asked : `only “${kindLabel(kind)}”`
}

/** What the form offers: everything of a group, or one kind. */
export const kindChoices = groups.map((group) => ({
  group: deedGroups[group],
  items: [
    { value: whole(group), label: `All: ${deedGroups[group]}` },
    ...ofGroup(group).map((kind) => ({ value: kind, label: kindLabel(kind) })),
  ],
}))

/** "Changed the role of …" */
function kindLabel(kind: DeedKind): string {
  const says = deedKinds[kind].says.replace('{on}', '…')
  return says.charAt(0).toUpperCase() + says.slice(1)
}
