import type { OutsideAddress } from '../../call/party.ts'

/**
 * What somebody wrote as the place to forward to, as the carrier dials it: a number with its country loses what only makes it
 * readable, a SIP address is dialled as it is. Whether it is either was checked when it was written.
 */
export function outsideAddress(written: string): OutsideAddress {
  const text = written.trim()
  return (text.startsWith('+') ? `+${text.replaceAll(/\D/g, '')}` : text) as OutsideAddress // by the check of the field
}
