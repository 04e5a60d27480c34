import { createHash } from 'node:crypto'

/** Who the emulated account is, on the wire. */
export interface Account {
  project: string
  token: string
  signingKey: string
  /** The project's id in bodies: always a UUID, as the specification demands. */
  projectId: string
  spaceId: string
}

/** The account of a project name; a name that is not a UUID gets a stable one for bodies. */
export function accountOf({
  project,
  token,
  signingKey,
}: {
  project: string
  token: string
  signingKey: string
}): Account {
  return { project, token, signingKey, projectId: uuidOf(project), spaceId: uuidOf(`space of ${project}`) }
}

function uuidOf(name: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return name
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
