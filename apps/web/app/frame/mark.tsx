/** Ringdown's mark: a phone that rings. */
export function Mark({ size }: { readonly size: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" />
}
