// What we use of a package that brings no types; see https://www.papaparse.com/docs.
declare module 'papaparse' {
  interface ParseResult {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly { readonly row?: number; readonly message: string }[]
    readonly meta: { readonly delimiter: string }
  }
  const Papa: {
    parse(
      text: string,
      options: { readonly skipEmptyLines: boolean | 'greedy'; readonly preview?: number; readonly delimiter?: string },
    ): ParseResult
  }
  export default Papa
}
