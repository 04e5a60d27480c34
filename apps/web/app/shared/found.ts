/** Something of the organisation that somebody may go to by its name. */
export interface Found {
  readonly kind: 'number' | 'person' | 'flow' | 'contact'
  readonly to: string
  readonly label: string
  readonly detail: string
}
