import { readFlow, type Flow } from '#flows/language/flow.ts'

/** The flow that a document holds. @throws Error when it holds none */
export function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
