/** The one file that Temporal bundles: every workflow type. */
export { afterCall } from './after-call/after-call.ts'
export { call } from './call/call.ts'
export { carrierWatch } from './carrier-watch/carrier-watch.ts'
export { histories } from './histories/histories.ts'
