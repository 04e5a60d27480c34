/** Who appears in the exhibits: the demo's shop, and names that are hard to lay out. */
export const harbourBikes = { id: '0a000000-0000-4000-8000-000000000001', name: 'Harbour Bikes' }
export const quayBooks = {
  id: '0a000000-0000-4000-8000-000000000002',
  name: 'Quay Books and Nautical Charts, Second Hand',
}

export interface SeedPerson {
  readonly member: string
  readonly name: string
  readonly email: string
}

export const ana: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000001',
  name: 'Ana',
  email: 'ana@harbour.test',
}
export const ben: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000002',
  name: 'Ben',
  email: 'ben@harbour.test',
}
export const cy: SeedPerson = { member: '0b000000-0000-4000-8000-000000000003', name: 'Cy', email: 'cy@harbour.test' }
export const adam: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000004',
  name: 'Adam',
  email: 'adam@harbour.test',
}
export const olive: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000005',
  name: 'Olive',
  email: 'olive@harbour.test',
}
export const audrey: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000006',
  name: 'Audrey',
  email: 'audit@harbour.test',
}
/** Longer than any column. */
export const longName: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000007',
  name: 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn',
  email: 'wilhelmina.rosalinde.von.hohenstein-wuerttemberg@harbour-bikes-and-boats.test',
}
/** Written from the right. */
export const rightToLeft: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000008',
  name: 'ליאורה בן־דוד',
  email: 'liora@harbour.test',
}
/** Without a place to break. */
export const unbroken: SeedPerson = {
  member: '0b000000-0000-4000-8000-000000000009',
  name: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  email: 'ap@harbour.test',
}

export const team: readonly SeedPerson[] = [ana, ben, cy, adam, olive]
export const everybody: readonly SeedPerson[] = [...team, longName, rightToLeft, unbroken]
export const administrators: readonly string[] = ['Olive', 'Adam']
