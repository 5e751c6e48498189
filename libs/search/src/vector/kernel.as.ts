// The arithmetic of the vector index, in AssemblyScript (see scripts/build-kernel.mjs). It allocates nothing and keeps
// no state: every pointer is the caller's, all buffers are 16-byte aligned, `dims` is a multiple of 32.
//
// Rows lie in blocks of 128 (see block-layout.ts):
//   vectors  int8  [128][dims]      row by row
//   scales   f32   [128]            vector = int8 * scale; 0: no row here
// and their codes in blocks of 1024:
//   codes    4 bit [32][dims/4][32] for 32 rows and 4 dimensions 16 bytes: low nibbles rows 0-15, high nibbles 16-31
//   factors  f32   [1024]           |r|^2 / |r|_1 of the centred vector r
//   offsets  f32   [1024]           <mean, r>; -Infinity: no row here

const BLOCK: u32 = 128;
const CODE_BLOCK: u32 = 1024;

function sum(v: v128): i32 {
  const pairs = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

function sumF(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Walsh-Hadamard transform in place of `n` (a power of two, at least 4) floats, times `scale`. */
function hadamard(data: usize, n: u32, scale: f32): void {
  const end = data + ((<usize>n) << 2);
  const signs1 = f32x4(1, -1, 1, -1);
  const signs2 = f32x4(1, 1, -1, -1);
  for (let p = data; p < end; p += 16) {
    let x = v128.load(p);
    x = f32x4.add(v128.shuffle<f32>(x, x, 1, 0, 3, 2), f32x4.mul(x, signs1));
    x = f32x4.add(v128.shuffle<f32>(x, x, 2, 3, 0, 1), f32x4.mul(x, signs2));
    v128.store(p, f32x4.mul(x, f32x4.splat(scale)));
  }
  for (let h: usize = 16; h < (<usize>n) << 2; h <<= 1) {
    for (let i = data; i < end; i += h << 1) {
      for (let p = i; p < i + h; p += 16) {
        const a = v128.load(p);
        const b = v128.load(p + h);
        v128.store(p, f32x4.add(a, b));
        v128.store(p + h, f32x4.sub(a, b));
      }
    }
  }
}

/**
 * Turns the vector by a fixed orthogonal map: per round a flip of signs, then a Hadamard transform of the first
 * (even rounds) or last (odd rounds) `span` dimensions. `signs` holds `rounds` * `dims` floats of 1 and -1.
 */
export function rotate(data: usize, dims: u32, span: u32, signs: usize, rounds: u32): void {
  const scale: f32 = 1 / Mathf.sqrt(<f32>span);
  for (let round: u32 = 0; round < rounds; round++) {
    for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
      v128.store(data + i, f32x4.mul(v128.load(data + i), v128.load(signs + i)));
    }
    signs += (<usize>dims) << 2;
    hadamard(round & 1 ? data + ((<usize>(dims - span)) << 2) : data, span, scale);
  }
}

/** Divides the vector by its length; false where that is not a positive finite number. */
export function normalise(data: usize, dims: u32): bool {
  let squares = f32x4.splat(0);
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    const x = v128.load(data + i);
    squares = f32x4.add(squares, f32x4.mul(x, x));
  }
  const length = Mathf.sqrt(sumF(squares));
  if (!(length > 0) || !isFinite(length)) return false;
  const scale = f32x4.splat(1 / length);
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    v128.store(data + i, f32x4.mul(v128.load(data + i), scale));
  }
  return true;
}

function largest(data: usize, dims: u32): f32 {
  let max = f32x4.splat(0);
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    max = f32x4.max(max, f32x4.abs(v128.load(data + i)));
  }
  max = f32x4.max(max, v128.shuffle<f32>(max, max, 2, 3, 0, 1));
  return Mathf.max(f32x4.extract_lane(max, 0), f32x4.extract_lane(max, 1));
}

/** Writes the vector as int8 to `row` and its scale to `scale`. */
export function quantise(data: usize, dims: u32, row: usize, scale: usize): void {
  const max = largest(data, dims);
  const step: f32 = max > 0 ? max / 127 : 1e-30;
  const inverse = f32x4.splat(1 / step);
  for (let i: usize = 0; i < <usize>dims; i += 8) {
    const a = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(data + (i << 2)), inverse)));
    const b = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(data + (i << 2), 16), inverse)));
    const words = i16x8.narrow_i32x4_s(a, b);
    v128.store64_lane(row + i, i8x16.narrow_i16x8_s(words, words), 0);
  }
  store<f32>(scale, step);
}

/** The reverse of `quantise`. */
export function dequantise(row: usize, scale: f32, dims: u32, data: usize): void {
  const factor = f32x4.splat(scale);
  for (let i: usize = 0; i < <usize>dims; i += 8) {
    const words = v128.load8x8_s(row + i);
    v128.store(data + (i << 2), f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words)), factor));
    v128.store(
      data + (i << 2),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words)), factor),
      16,
    );
  }
}

/** target += data * factor, over `dims` floats. */
export function addScaled(target: usize, data: usize, factor: f32, dims: u32): void {
  const by = f32x4.splat(factor);
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    v128.store(target + i, f32x4.add(v128.load(target + i), f32x4.mul(v128.load(data + i), by)));
  }
}

/**
 * Writes the signs of `data - mean` as the code of row `lane` of a block of codes, with its factor and offset.
 * Returns the length of the part of the vector that its code does not tell, from which the error of an estimate follows.
 */
export function encode(data: usize, mean: usize, dims: u32, block: usize, lane: u32): f32 {
  const codes = block + <usize>(lane >> 5) * <usize>(dims << 2) + <usize>(lane & 15);
  const shift: u32 = lane & 16 ? 4 : 0;
  const keep: u32 = shift ? 0x0f : 0xf0;
  let absolute = f32x4.splat(0);
  let squares = f32x4.splat(0);
  let product = f32x4.splat(0);
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    const m = v128.load(mean + i);
    const r = f32x4.sub(v128.load(data + i), m);
    absolute = f32x4.add(absolute, f32x4.abs(r));
    squares = f32x4.add(squares, f32x4.mul(r, r));
    product = f32x4.add(product, f32x4.mul(r, m));
    const positive = (<u32>i32x4.bitmask(r)) ^ 15;
    store<u8>(codes + i, (load<u8>(codes + i) & keep) | (positive << shift));
  }
  const l1 = sumF(absolute);
  const l2 = sumF(squares);
  const factor: f32 = l1 > 0 ? l2 / l1 : 0;
  const scalars = block + ((<usize>dims) << 7) + ((<usize>lane) << 2);
  store<f32>(scalars, factor);
  store<f32>(scalars, sumF(product), 4096);
  return Mathf.sqrt(Mathf.max(0, <f32>dims * factor * factor - l2));
}

/** Writes the query as int16 (at most 4095 in size) to `target` and returns its step. */
export function prepareQuery(data: usize, dims: u32, target: usize): f32 {
  const max = largest(data, dims);
  const step: f32 = max > 0 ? max / 4095 : 1e-30;
  const inverse = f32x4.splat(1 / step);
  for (let i: usize = 0; i < (<usize>dims) << 1; i += 16) {
    const a = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(data + (i << 1)), inverse)));
    const b = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(data + (i << 1), 16), inverse)));
    v128.store(target + i, i16x8.narrow_i32x4_s(a, b));
  }
  return step;
}

/**
 * Writes for every 4 dimensions of the centred query the 16 sums that a code can mean, as 0-31 (so that 8 of them
 * fit a byte together), and returns the step of that scale: sum of q over set bits = step * entries - negative part.
 */
export function prepareLookup(data: usize, dims: u32, lookup: usize): f32 {
  let range: f32 = 0;
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    range = Mathf.max(range, sumF(f32x4.abs(v128.load(data + i))));
  }
  const step: f32 = range > 0 ? range / 31 : 1;
  for (let i: usize = 0; i < (<usize>dims) << 2; i += 16) {
    const least = sumF(f32x4.min(v128.load(data + i), f32x4.splat(0)));
    for (let code: u32 = 0; code < 16; code++) {
      let value: f32 = -least;
      if (code & 1) value += load<f32>(data + i);
      if (code & 2) value += load<f32>(data + i, 4);
      if (code & 4) value += load<f32>(data + i, 8);
      if (code & 8) value += load<f32>(data + i, 12);
      store<u8>(lookup + i + code, <u8>Mathf.min(31, Mathf.max(0, nearest(value / step))));
    }
  }
  return step;
}

function storeEstimates(out: usize, sums: v128, scalars: usize, by: v128, less: v128): void {
  const inner = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_u(sums), by), less);
  v128.store(out, f32x4.add(f32x4.mul(inner, v128.load(scalars)), v128.load(scalars, 4096)));
}

function hideMasked(out: usize, keep: v128): void {
  v128.store(out, v128.bitselect(v128.load(out), f32x4.splat(-Infinity), keep));
}

function applyMask16(out: usize, mask: usize): void {
  const drop = i8x16.ne(v128.load(mask), i8x16.splat(0));
  const low = i16x8.extend_low_i8x16_s(drop);
  const high = i16x8.extend_high_i8x16_s(drop);
  hideMasked(out, i32x4.extend_low_i16x8_s(low));
  hideMasked(out + 16, i32x4.extend_high_i16x8_s(low));
  hideMasked(out + 32, i32x4.extend_low_i16x8_s(high));
  hideMasked(out + 48, i32x4.extend_high_i16x8_s(high));
}

function clear32(out: usize): void {
  for (let i: usize = 0; i < 128; i += 16) v128.store(out + i, f32x4.splat(-Infinity));
}

/** Adds up the looked-up entries of 32 rows and writes their 32 estimates. */
function estimate32(
  codes: usize,
  dims: u32,
  lookup: usize,
  scalars: usize,
  by: v128,
  less: v128,
  out: usize,
): void {
  let s0 = i16x8.splat(0);
  let s1 = i16x8.splat(0);
  let s2 = i16x8.splat(0);
  let s3 = i16x8.splat(0);
  const nibble = i8x16.splat(15);
  const end = codes + ((<usize>dims) << 2);
  while (codes < end) {
    let low = i8x16.splat(0);
    let high = i8x16.splat(0);
    for (let unrolled = 0; unrolled < 8; unrolled++) {
      const code = v128.load(codes);
      const table = v128.load(lookup);
      low = i8x16.add(low, i8x16.swizzle(table, v128.and(code, nibble)));
      high = i8x16.add(high, i8x16.swizzle(table, v128.and(i16x8.shr_u(code, 4), nibble)));
      codes += 16;
      lookup += 16;
    }
    s0 = i16x8.add(s0, i16x8.extend_low_i8x16_u(low));
    s1 = i16x8.add(s1, i16x8.extend_high_i8x16_u(low));
    s2 = i16x8.add(s2, i16x8.extend_low_i8x16_u(high));
    s3 = i16x8.add(s3, i16x8.extend_high_i8x16_u(high));
  }
  storeEstimates(out, i32x4.extend_low_i16x8_u(s0), scalars, by, less);
  storeEstimates(out + 16, i32x4.extend_high_i16x8_u(s0), scalars + 16, by, less);
  storeEstimates(out + 32, i32x4.extend_low_i16x8_u(s1), scalars + 32, by, less);
  storeEstimates(out + 48, i32x4.extend_high_i16x8_u(s1), scalars + 48, by, less);
  storeEstimates(out + 64, i32x4.extend_low_i16x8_u(s2), scalars + 64, by, less);
  storeEstimates(out + 80, i32x4.extend_high_i16x8_u(s2), scalars + 80, by, less);
  storeEstimates(out + 96, i32x4.extend_low_i16x8_u(s3), scalars + 96, by, less);
  storeEstimates(out + 112, i32x4.extend_high_i16x8_u(s3), scalars + 112, by, less);
}

/**
 * Writes to `out` the estimated product of every row of the code blocks with the query, -Infinity for a row that is not
 * there or whose byte of `mask` (0: no mask) is 0. estimate = factor * (by * entries - less) + offset.
 */
export function estimate(
  blocks: usize,
  count: u32,
  dims: u32,
  lookup: usize,
  by: f32,
  less: f32,
  mask: usize,
  out: usize,
): void {
  const byAll = f32x4.splat(by);
  const lessAll = f32x4.splat(less);
  for (let b: u32 = 0; b < count; b++) {
    const block = <usize>load<u32>(blocks + ((<usize>b) << 2));
    for (let part: u32 = 0; part < CODE_BLOCK / 32; part++) {
      if (mask && !v128.any_true(v128.or(v128.load(mask), v128.load(mask, 16)))) {
        clear32(out);
      } else {
        const codes = block + <usize>part * <usize>(dims << 2);
        const scalars = block + ((<usize>dims) << 7) + ((<usize>part) << 7);
        estimate32(codes, dims, lookup, scalars, byAll, lessAll, out);
        if (mask) {
          applyMask16(out, mask);
          applyMask16(out + 64, mask + 16);
        }
      }
      if (mask) mask += 32;
      out += 128;
    }
  }
}

function dot(row: usize, query: usize, dims: u32): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  const end = row + <usize>dims;
  while (row < end) {
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row), v128.load(query)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row, 8), v128.load(query, 16)));
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row, 16), v128.load(query, 32)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row, 24), v128.load(query, 48)));
    row += 32;
    query += 64;
  }
  return sum(i32x4.add(a, b));
}

/** Four rows at once: each part of the query is loaded once for all of them. */
function dot4(row: usize, query: usize, dims: u32, scales: usize, step: f32, out: usize): void {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  const stride = <usize>dims;
  const end = row + stride;
  const row2 = row + stride + stride;
  let ahead = row2 - row;
  while (row < end) {
    const q = v128.load(query);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_s(row), q));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_s(row + stride), q));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load8x8_s(row + ahead), q));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load8x8_s(row + ahead + stride), q));
    row += 8;
    query += 16;
  }
  const sums = i32x4(sum(a), sum(b), sum(c), sum(d));
  const scale = v128.load(scales);
  const products = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sums), scale), f32x4.splat(step));
  v128.store(out, v128.bitselect(products, f32x4.splat(-Infinity), f32x4.ne(scale, f32x4.splat(0))));
}

/** Writes to `out` the product of every row of the blocks with the query, -Infinity where there is no row. */
export function products(blocks: usize, count: u32, dims: u32, query: usize, step: f32, out: usize): void {
  for (let b: u32 = 0; b < count; b++) {
    const block = <usize>load<u32>(blocks + ((<usize>b) << 2));
    for (let lane: u32 = 0; lane < BLOCK; lane += 4) {
      const scales = block + <usize>(dims * BLOCK) + ((<usize>lane) << 2);
      dot4(block + <usize>(lane * dims), query, dims, scales, step, out);
      out += 16;
    }
  }
}

/** Writes to `out` the products of the listed rows with the query; a row that is not there has -Infinity. */
export function productsOf(
  list: usize,
  count: u32,
  blocks: usize,
  dims: u32,
  query: usize,
  step: f32,
  out: usize,
): void {
  for (let i: usize = 0; i < (<usize>count) << 2; i += 4) {
    const row = load<u32>(list + i);
    const block = <usize>load<u32>(blocks + ((<usize>(row >> 7)) << 2));
    const lane = row & 127;
    const scale = load<f32>(block + <usize>(dims * BLOCK) + ((<usize>lane) << 2));
    const product: f32 = <f32>dot(block + <usize>(lane * dims), query, dims) * scale * step;
    store<f32>(out + i, scale != 0 ? product : -Infinity);
  }
}

/** Lists the rows below `count` (a multiple of 16) whose byte of `mask` is not 0; returns how many. */
export function listMasked(mask: usize, count: u32, list: usize): u32 {
  const start = list;
  for (let i: u32 = 0; i < count; i += 16) {
    const bytes = v128.load(mask + <usize>i);
    let bits = <u32>i8x16.bitmask(i8x16.ne(bytes, i8x16.splat(0)));
    while (bits) {
      store<u32>(list, i + <u32>ctz(bits));
      list += 4;
      bits &= bits - 1;
    }
  }
  return <u32>((list - start) >> 2);
}

/**
 * Appends the rows from `from` to `end` (multiples of 4) with a score above `threshold` to `list` and their scores to
 * `kept`, until `room` entries more would not fit 4. Returns the row it stopped before; the number found is at `found`.
 */
export function collect(
  scores: usize,
  from: u32,
  end: u32,
  threshold: f32,
  list: usize,
  kept: usize,
  room: u32,
  found: usize,
): u32 {
  const least = f32x4.splat(threshold);
  let count: u32 = 0;
  let row = from;
  for (; row < end && count + 4 <= room; row += 4) {
    const four = v128.load(scores + ((<usize>row) << 2));
    let bits = <u32>i32x4.bitmask(f32x4.gt(four, least));
    while (bits) {
      const hit = row + <u32>ctz(bits);
      store<u32>(list + ((<usize>count) << 2), hit);
      store<f32>(kept + ((<usize>count) << 2), load<f32>(scores + ((<usize>hit) << 2)));
      count++;
      bits &= bits - 1;
    }
  }
  store<u32>(found, count);
  return row;
}

/** Moves the `keep` best of `count` (row, score) pairs to the front, in no order (Hoare's selection). */
export function selectBest(list: usize, kept: usize, count: i32, keep: i32): void {
  let low: i32 = 0;
  let high: i32 = count - 1;
  while (low < high) {
    const pivot = load<f32>(kept + ((<usize>((low + high) >> 1)) << 2));
    let i = low;
    let j = high;
    while (i <= j) {
      while (load<f32>(kept + ((<usize>i) << 2)) > pivot) i++;
      while (load<f32>(kept + ((<usize>j) << 2)) < pivot) j--;
      if (i > j) break;
      const score = load<f32>(kept + ((<usize>i) << 2));
      const row = load<u32>(list + ((<usize>i) << 2));
      store<f32>(kept + ((<usize>i) << 2), load<f32>(kept + ((<usize>j) << 2)));
      store<u32>(list + ((<usize>i) << 2), load<u32>(list + ((<usize>j) << 2)));
      store<f32>(kept + ((<usize>j) << 2), score);
      store<u32>(list + ((<usize>j) << 2), row);
      i++;
      j--;
    }
    if (keep - 1 <= j) high = j;
    else if (keep - 1 >= i) low = i;
    else return;
  }
}
