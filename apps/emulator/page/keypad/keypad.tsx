/** The twelve keys of a telephone, named for screen readers, with the letters that people remember them by. */
export function Keypad({
  size,
  disabled = false,
  press,
}: {
  size: 'large' | 'small'
  disabled?: boolean
  press(key: string): void
}) {
  return (
    <div className={`keypad keypad-${size}`} role="group" aria-label="Keypad">
      {keys.map(([key, letters, name]) => (
        <button type="button" key={key} disabled={disabled} aria-label={name} onClick={() => press(key)}>
          <span>{key}</span>
          {size === 'large' && <small aria-hidden="true">{letters}</small>}
        </button>
      ))}
    </div>
  )
}

/** True for what a telephone can send. */
export function isKey(key: string): boolean {
  return /^[0-9*#]$/.test(key)
}

const keys: readonly (readonly [key: string, letters: string, name?: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', '', 'Star'],
  ['0', ''],
  ['#', '', 'Hash'],
]
