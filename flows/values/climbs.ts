/**
 * Whether a part of an address’s path is “.” or “..”, which stand for other places: a value that says so would send a request
 * elsewhere. Nothing can be written instead, as `%2e` is read as a dot, too.
 * @param url as it is sent, with every value in its place
 */
export function climbs(url: string): boolean {
  const [path = ''] = url.split(/[?#]/, 1)
  return path.split(/[/\\]/).some((part) => /^(?:\.|%2e){1,2}$/i.test(part))
}
