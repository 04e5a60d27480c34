/** With which a deed asks sign-in, in the name of whoever does it: see `Identity.ask`. */
export interface Asking {
  ask(path: string, body: Readonly<Record<string, unknown>>): Promise<Response>
}

/** Whether sign-in has done what it was asked for. */
export function isDone({ status }: Response): boolean {
  return status === 200
}
