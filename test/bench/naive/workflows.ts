/** The one file that is bundled for the naive build. */
export { naiveCall } from './call.ts'
export { naiveExport } from './export.ts'
