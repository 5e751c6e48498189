/** Bytes of a UUID in a column. */
export const UUID_BYTES = 16;

/** Writes the 16 bytes of a UUID in its usual form. */
export function writeUuid(target: Uint8Array, offset: number, uuid: string): void {
  let byte = offset;
  for (let at = 0; at < uuid.length; at += 2) {
    if (uuid.charCodeAt(at) === 0x2d) at += 1;
    target[byte++] = (digit(uuid.charCodeAt(at)) << 4) | digit(uuid.charCodeAt(at + 1));
  }
}

export function readUuid(source: Uint8Array, offset: number): string {
  const hex = Buffer.from(source.buffer, source.byteOffset + offset, UUID_BYTES).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function digit(code: number): number {
  return code < 0x3a ? code - 0x30 : (code | 0x20) - 0x57;
}
