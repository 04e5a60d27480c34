import { runCommand } from './run-command.ts'

/** `npm run flow -- check|convert|diff …`: what can be done with flows as files. */
const { out, error, code } = runCommand(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(error)
process.exitCode = code
