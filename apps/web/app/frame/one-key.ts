/** Whether “?” alone opens the list of shortcuts: whoever dictates switches that off. */
export function isOneKeyOn(): boolean {
  return localStorage.getItem(STORED) !== 'off'
}

export function switchOneKey(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off')
}

const STORED = 'ringdown one-key shortcuts'
