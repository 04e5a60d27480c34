/** "Firefox on Windows", from how a browser calls itself; what nobody recognises is "A browser". */
export function browserName(userAgent: string): string {
  const browser = browsers.find(([, sign]) => sign.test(userAgent))?.[0] ?? 'A browser'
  const system = systems.find(([, sign]) => sign.test(userAgent))?.[0]
  return system === undefined ? browser : `${browser} on ${system}`
}

/** Browsers name those that they are like, so the order counts. */
const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
]

const systems: readonly (readonly [string, RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/** An address in its short form. Of IPv6 sign-in keeps the network only; what says nothing (this machine) is left out. */
export function shownAddress(address: string): string {
  const short =
    address.includes(':') && URL.canParse(`http://[${address}]`)
      ? new URL(`http://[${address}]`).hostname.slice(1, -1)
      : address
  return short === '::' ? '' : short
}
