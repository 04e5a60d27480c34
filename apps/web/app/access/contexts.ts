import { createContext } from 'react-router'
import type { Given } from '../../server/given.ts'

/** The number used once by which a document's own scripts and styles are known to its policy. Set for every request. */
export const nonceContext = createContext<string>()

/** Who asks: the other end of the connection, or what proxies that we trust say of theirs. Set for every request. */
export const clientContext = createContext<{ readonly address: string }>()

/** The running product, as far as pages know it. Set for every request. */
export const productContext = createContext<Given>()
