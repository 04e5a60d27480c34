/** What is wrong with a document, with the carrier's own code for it. Source of the codes: the SWML reference, page "Errors". */
export interface ScriptIssue {
  code: `relay_script_${string}`
  message: string
}

/** Thrown by a verb that cannot go on: the document ends, and so does the call. */
export class ScriptFailure extends Error {
  override name = 'ScriptFailure'
  readonly issue: ScriptIssue

  constructor(code: ScriptIssue['code'], message: string) {
    super(`${code}: ${message}`)
    this.issue = { code, message }
  }
}
