import { createContext, use } from 'react'

/** Provided while the server renders. */
export const NonceContext = createContext<string | undefined>(undefined)

/**
 * The document's nonce. In the browser it is read back from the document, so that what is added later (styles of another
 * colour scheme) is allowed by the policy that the document came with.
 */
export function useNonce(): string | undefined {
  const fromServer = use(NonceContext)
  if (typeof document === 'undefined') return fromServer
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
}
