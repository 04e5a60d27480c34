/** Something of the organisation that somebody may go to by its name or number; `more`: the list of all conversations that were found; `calls`: that of all calls. */
export interface Found {
  readonly kind: 'conversation' | 'more' | 'calls' | 'number' | 'person' | 'flow' | 'contact'
  readonly to: string
  readonly label: string
  readonly detail: string
}
