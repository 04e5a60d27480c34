import { runChecks } from './checks.ts'

/** `npm run check`: types, lint, import rules, unused code, lock. Ends with 1 when something does not hold. */
const { failed } = await runChecks((line) => console.log(line))
if (failed > 0) process.exitCode = 1
