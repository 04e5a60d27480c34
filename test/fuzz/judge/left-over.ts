/** What is left on the disks of the machines once nothing is going on any more. */
export interface Disks {
  /** Files that wait for the database. */
  readonly waiting: readonly string[]
  /** Files that nobody could take over, each with its reason. */
  readonly setAside: readonly { readonly file: string; readonly reason: string }[]
}

/** What was written to a disk while the database was away has come to the database. */
export function nothingIsLeftOver({ waiting, setAside }: Disks): readonly string[] {
  return [
    ...waiting.map((file) => `${file} still waits on a disk for the database`),
    ...setAside.map(({ file, reason }) => `${file} was set aside: ${reason}`),
  ]
}
