import { rehearse } from './rehearse.ts'
import { runCommand } from './run-command.ts'

/** `npm run flow -- check|convert|diff|rehearse …`: what can be done with flows as files. */
const [, , ...args] = process.argv
const isRehearsal = args.find((arg) => !arg.startsWith('-')) === 'rehearse'
const { out, error, code } = isRehearsal ? await rehearse(args) : runCommand(args)
process.stdout.write(out)
process.stderr.write(error)
process.exitCode = code
