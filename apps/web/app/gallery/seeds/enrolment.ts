import { drawnCode } from '../../account/drawn-code.ts'

const uri =
  'otpauth://totp/Ringdown:ana%40harbour.test?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Ringdown&period=30'

/** What setting up a second factor shows. */
export const enrolment = { uri, code: drawnCode(uri) }
export const codes = ['h4x9a-2kd0q', '71mzp-9ttw3', 'q0r8s-lk2ma', 'b6y7d-5vvc1', 'n3f4g-8hjs2', 'w9e1u-6opa7']
