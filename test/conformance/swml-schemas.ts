import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { projectRoot, readSettings } from '#infra/env.ts'

/** Schemas of SWML documents: the one shipped with the emulator, and the carrier's own where it is at hand. */
export function swmlSchemas(): { readonly shipped: ValidateFunction; readonly published: ValidateFunction | null } {
  const published = specification('docs-swml-calling.SWMLObject.json')
  return {
    shipped: compiled(
      JSON.parse(readFileSync(join(projectRoot, 'apps/emulator/spec/swml-calling.schema.json'), 'utf8')),
    ),
    published: published === null ? null : compiled(published),
  }
}

/** A JSON specification from the folder SIGNALWIRE_SPECS; null, with one line that says so, when it is not there. */
export function specification(file: string): Record<string, unknown> | null {
  const path = join(readSettings().SIGNALWIRE_SPECS, file)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  console.warn(`not checked against ${file}: it is not in SIGNALWIRE_SPECS`)
  return null
}

function compiled(schema: object): ValidateFunction {
  return new Ajv2020({ strict: false, validateFormats: false, allErrors: false }).compile(schema)
}
