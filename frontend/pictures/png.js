// Makes a screenshot small: 176 colours at most, chosen by median cut. What a page shows hardly has more.
import { deflateSync, inflateSync, crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 176;
const CHANNELS = [16, 8, 0];

/** Return the same picture as a PNG with a palette. Takes the browser's: 8 bits a channel, opaque, not interlaced. */
export function shrink(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const boxes = medianCut([...counts]);
  const places = new Map();
  boxes.forEach((box, at) => box.forEach(([colour]) => places.set(colour, at)));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]);
  }
  return encode(width, height, boxes.map(meanOf), rows);
}

const channel = (colour, shift) => (colour >> shift) & 255;

/** Halve the box that spreads most, along its longest side, until there are enough. A box: pairs of colour and count. */
function medianCut(colours) {
  const boxes = [measured(colours)];
  while (boxes.length < COLOURS) {
    boxes.sort((a, b) => a.spread - b.spread);
    const widest = boxes.pop();
    if (widest.spread === 0) {
      boxes.push(widest);
      break;
    }
    const sorted = widest.box.sort(([a], [b]) => channel(a, widest.shift) - channel(b, widest.shift));
    const middle = middleOf(sorted, widest.shift);
    boxes.push(measured(sorted.slice(0, middle)), measured(sorted.slice(middle)));
  }
  return boxes.map(({ box }) => box);
}

/** Where to cut: beside the mean, never between equals. */
function middleOf(sorted, shift) {
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const mean = sorted.reduce((sum, [colour, count]) => sum + channel(colour, shift) * count, 0) / total;
  const middle = sorted.findIndex(([colour]) => channel(colour, shift) > mean);
  return middle > 0 ? middle : 1;
}

/** A box with its longest side, and how much would be gained by halving it there. */
function measured(box) {
  const total = box.reduce((sum, [, count]) => sum + count, 0);
  const [longest] = CHANNELS.map((shift) => {
    const mean = box.reduce((sum, [colour, count]) => sum + channel(colour, shift) * count, 0) / total;
    const variance = box.reduce((sum, [colour, count]) => sum + count * (channel(colour, shift) - mean) ** 2, 0);
    return { shift, variance };
  }).sort((a, b) => b.variance - a.variance);
  // The root: small parts of a strong colour count beside large plain surfaces.
  return { box, shift: longest.shift, spread: Math.sqrt(longest.variance) * Math.sqrt(longest.variance / total) };
}

function meanOf(box) {
  const total = box.reduce((sum, [, count]) => sum + count, 0);
  return CHANNELS.map((shift) => Math.round(box.reduce((sum, [colour, count]) => sum + channel(colour, shift) * count, 0) / total));
}

function decode(png) {
  const parts = [];
  let [width, height, depth] = [0, 0, 0];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') [width, height, depth] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
    if (type === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const data = unfiltered(inflateSync(Buffer.concat(parts)), width * depth, height, depth);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data.readUIntBE(at * depth, 3);
  return { width, height, pixels };
}

/** Undo the filters that each row says it went through (PNG, section 9). */
function unfiltered(raw, stride, height, depth) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= depth ? out[at - depth] : 0;
      const up = y > 0 ? out[at - stride] : 0;
      const corner = x >= depth && y > 0 ? out[at - stride - depth] : 0;
      out[at] = raw[y * (stride + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function encode(width, height, palette, rows) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, and each the number of a colour.
  head.set([8, 3], 8);
  const parts = { IHDR: head, PLTE: Buffer.from(palette.flat()), IDAT: deflateSync(rows, { level: 9, memLevel: 9 }), IEND: Buffer.alloc(0) };
  return Buffer.concat([SIGNATURE, ...Object.entries(parts).map(([type, body]) => chunk(type, body))]);
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
