import type { RequestHandler } from 'express'

/**
 * What every answer tells a browser not to do. Documents replace the policy here by their own, which lets their scripts run;
 * nothing is cached but what says that it may be, as our assets do.
 */
export function safeHeaders(publicUrl: string): RequestHandler {
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
  if (publicUrl.startsWith('https:')) headers['strict-transport-security'] = 'max-age=31536000'
  return (_request, response, next) => {
    response.set(headers)
    next()
  }
}
