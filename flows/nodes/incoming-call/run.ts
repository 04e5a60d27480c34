import type { Run } from '../../language/node.ts'
import type { IncomingCall } from './definition.ts'

/** Nothing to do: the call is here. */
export const run: Run<IncomingCall> = async () => 'next'
