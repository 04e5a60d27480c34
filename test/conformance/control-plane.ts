export type ControlPlane = (method: string, path: string, body?: object) => Promise<unknown>

/** The emulator's other side, where a test plays the outside world. @throws Error with its own words when it refuses */
export function controlPlane(emulatorUrl: string): ControlPlane {
  return async (method, path, body) => {
    const response = await fetch(`${emulatorUrl}/emulator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}
