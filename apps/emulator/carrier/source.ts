import type { Source } from '../engine/programs.ts'
import { readDocument, readDocumentText, type ReadDocument } from '../swml/document.ts'
import type { Refusal } from './errors.ts'

/** A document's whereabouts, or why the command is refused. */
export type ReadSource = { source: Source } | { refusals: Refusal[] }

/** The document that a command names by `url` or brings along as `swml`; exactly one of them. */
export function readSource(params: Record<string, unknown>): ReadSource {
  const { url, swml, fallback_url: fallbackUrl, url_method: method } = params
  if ((url === undefined) === (swml === undefined)) {
    return {
      refusals: [
        {
          code: 'inline_swml_or_swml_webhook_required',
          message: 'Exactly one of url and swml is required',
          attribute: 'url',
        },
      ],
    }
  }
  if (swml !== undefined) {
    const idle = (['fallback_url', 'url_method'] as const).filter((name) => params[name] !== undefined)
    if (idle.length > 0)
      return {
        refusals: idle.map((name) => ({
          code: 'invalid_parameter',
          message: 'says how a url is asked, and swml asks none',
          attribute: name,
        })),
      }
    return readInline(swml, 'swml')
  }
  if (!isHttpUrl(url)) return notHttp('url')
  if (fallbackUrl !== undefined && !isHttpUrl(fallbackUrl)) return notHttp('fallback_url')
  return {
    source: { url, method: method === 'GET' ? 'GET' : 'POST', ...(fallbackUrl === undefined ? {} : { fallbackUrl }) },
  }
}

/** A document given in the command itself, as an object or as its text. */
export function readInline(swml: unknown, attribute: string): ReadSource {
  const answer: ReadDocument = typeof swml === 'string' ? readDocumentText(swml) : readDocument(swml)
  if (answer.ok) return { source: { document: answer.document } }
  return {
    refusals: answer.issues.map(({ code, message }) => ({
      code: 'invalid_parameter',
      message: `${attribute} is not a valid SWML document: ${code}: ${message}`,
      attribute,
    })),
  }
}

/** Whether a value is an absolute http or https URL. Loopback addresses are allowed here, unlike on the carrier. */
export function isHttpUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:\/\//.test(value)
}

function notHttp(attribute: string): ReadSource {
  return { refusals: [{ code: 'not_an_http_url', message: `${attribute} must be an http or https URL`, attribute }] }
}
