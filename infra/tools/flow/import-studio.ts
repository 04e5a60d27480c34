import { readDocument } from '#flows/language/document.ts'
import { importStudio, type ImportedWidget } from '#flows/language/studio/import-studio.ts'
import { readText, textOf, type FileFormat, type FileRead } from './file-text.ts'
import { issueLines } from './issue-lines.ts'
import type { Came } from './run-command.ts'

/**
 * Makes a flow file of a Studio flow's. By itself it stands on standard output and the report on the other one; with `json` both are one
 * line. Exit code 1: `check` finds something in the draft that has to be mended.
 * @param read a file's text; it throws when there is none.
 */
export function importedStudio(
  file: string,
  {
    read,
    json,
    format,
  }: { readonly read: (file: string) => string; readonly json: boolean; readonly format: FileFormat },
): Came {
  const content = contentOf(file, read)
  const made = content.ok ? importStudio(content.json) : content
  if (!made.ok) {
    const issue = { level: 'error', node: null, field: '', code: 'document', message: made.why }
    return {
      out: json ? `${JSON.stringify({ ok: false, issues: [issue] })}\n` : '',
      error: json ? '' : `${file}: ${made.why}\n`,
      code: 2,
    }
  }
  const { flow, report } = made
  const drawn = readDocument(flow)
  const errors = drawn.ok ? issueLines(drawn.flow).filter(({ level }) => level === 'error').length : 1
  const toDo =
    errors === 0 ? 'check finds nothing that has to be mended.' : `check finds ${errors} of what has to be mended.`
  return {
    out: json ? `${JSON.stringify({ flow, report })}\n` : textOf(flow, format),
    error: json ? '' : `${report.map(widgetWords).join('')}${toDo}\n`,
    code: errors === 0 ? 0 : 1,
  }
}

function contentOf(file: string, read: (file: string) => string): FileRead {
  try {
    return readText(read(file))
  } catch (error) {
    return { ok: false, why: `It cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const SIGNS: Readonly<Record<ImportedWidget['result'], string>> = { carried: '=', changed: '~', 'left-out': '-' }

function widgetWords({ widget, type, result, nodes, reason }: ImportedWidget): string {
  const became = nodes.length === 0 ? '' : ` → ${nodes.join(', ')}`
  return `${SIGNS[result]} ${widget} (${type})${became}: ${reason}\n`
}
