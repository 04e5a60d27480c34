import type { Files } from '#infra/files/files.ts'
import type { CallDeps } from '../calls/call-deps.ts'

export interface AfterDeps extends CallDeps {
  readonly files: Files
}
