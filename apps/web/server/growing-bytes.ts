/**
 * Bytes that come in pieces, however small, in memory that follows the bytes: at most twice as much. A piece that is kept
 * as it came is an object of a hundred bytes and more, and holds on to all that was read from the connection with it.
 */
export class GrowingBytes {
  #kept: Buffer = Buffer.alloc(0)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** How much memory is taken, in bytes. */
  get held(): number {
    return this.#kept.length
  }

  add(piece: Uint8Array): void {
    const size = this.#size + piece.length
    if (size > this.#kept.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#size))
      larger.set(this.#kept.subarray(0, this.#size))
      this.#kept = larger
    }
    this.#kept.set(piece, this.#size)
    this.#size = size
  }

  /** All of them; what is added later is not among them. */
  bytes(): Buffer {
    return this.#kept.subarray(0, this.#size)
  }

  clear(): void {
    this.#kept = Buffer.alloc(0)
    this.#size = 0
  }
}
