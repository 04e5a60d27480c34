import type { Settings } from '../../settings.ts'

/** What a person wants to know once everything runs. */
export function panel(
  settings: Settings,
  { emulated, demo, temporalUi }: { emulated: boolean; demo: boolean; temporalUi: boolean },
): string {
  const rows: [string, string][] = [['Ringdown', settings.PUBLIC_URL]]
  if (demo) rows.push(['Sign in', 'ana@, adam@ or olive@harbour.test (member, admin, owner); the password is ringdown'])
  else if (emulated)
    rows.push(['Sign in', 'the demo logins are off, because NODE_ENV is production; npm start -- --demo turns them on'])
  if (emulated) {
    rows.push(['Virtual phones', `http://localhost:${settings.EMULATOR_PORT}/`])
    rows.push(['Dial', '+1 202 555 0100, the sales line of Harbour Bikes'])
  }
  if (temporalUi) rows.push(["Temporal's pages", `http://localhost:${settings.TEMPORAL_UI_PORT}`])
  rows.push(['Logs', `${settings.DATA_DIR}/logs`])
  rows.push(['Stop', 'Ctrl-C; the data is kept. To start over: npm start -- --reset'])
  const left = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `${name.padEnd(left)}   ${value}`)
  const width = Math.max(...lines.map((line) => line.length))
  const rule = '─'.repeat(width + 4)
  return [`┌${rule}┐`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `└${rule}┘`].join('\n')
}
