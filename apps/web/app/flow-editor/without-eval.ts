import { config } from 'zod'

// The pages' policy forbids making code from strings. zod would try it once to see whether it may, and each try is
// reported as an attack on the page.
config({ jitless: true })
