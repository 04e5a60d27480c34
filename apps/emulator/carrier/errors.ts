import type { Response } from 'express'
import type { z } from 'zod'

const DOCS = 'https://signalwire.com/docs/apis/error-codes'

/** One reason why a request was refused, as the calling and fabric APIs word it. */
export interface Refusal {
  code: string
  message: string
  attribute?: string
}

/** A refusal with status 422 and the documented body of the calling, messaging and fabric APIs. */
export function refuse(response: Response, refusals: readonly Refusal[]): void {
  response.status(422).json({
    errors: refusals.map(({ code, message, attribute }) => ({
      type: 'validation_error',
      code,
      message,
      attribute: attribute ?? null,
      url: DOCS,
    })),
  })
}

/** The same in the words of `/api/relay/rest`. */
export function refuseRelay(response: Response, refusals: readonly Refusal[]): void {
  response.status(422).json({
    errors: refusals.map(({ code, message, attribute }) => ({
      detail: message,
      status: '422',
      title: attribute ? `${attribute} ${message}` : message,
      code,
    })),
  })
}

const PLAIN: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  500: 'Internal Server Error',
}

/** Any other status: one word for everything. */
export function plainError(response: Response, status: number): void {
  response.status(status).json({ error: PLAIN[status] ?? 'Internal Server Error' })
}

/** What zod found, in the carrier's codes. */
export function refusals(error: z.ZodError): Refusal[] {
  return error.issues.map((issue) => {
    const attribute = issue.path.join('.') || 'body'
    if (issue.code === 'invalid_type' && issue.message.includes('received undefined'))
      return { code: 'missing_required_parameter', message: `${attribute} is required`, attribute }
    if (issue.code === 'unrecognized_keys')
      return { code: 'invalid_parameter', message: issue.message, attribute: issue.keys.join(', ') }
    return {
      code: issue.message.includes('http') ? 'not_an_http_url' : 'invalid_parameter',
      message: issue.message,
      attribute,
    }
  })
}
