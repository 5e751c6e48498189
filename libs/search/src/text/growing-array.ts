type Integers = Uint8Array | Int32Array | Uint32Array;

/** `array` itself where it holds `length` elements, else a copy of twice the size with `fill` in what is new. */
export function grown<Kind extends Integers>(array: Kind, length: number, fill = 0): Kind {
  if (array.length >= length) return array;
  const Type = array.constructor as new (length: number) => Kind;
  const larger = new Type(Math.max(length, array.length * 2));
  larger.set(array);
  if (fill !== 0) larger.fill(fill, array.length);
  return larger;
}
