const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * FNV-1a over UTF-16 units with the finish of MurmurHash3, whose low bits (the bucket) and high bit (the sign) are
 * independent of each other. Features of different kinds differ by `seed`.
 */
export function hashFeature(units: string, start: number, end: number, seed: number): number {
  let hash = FNV_OFFSET ^ seed;
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ units.charCodeAt(at), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
