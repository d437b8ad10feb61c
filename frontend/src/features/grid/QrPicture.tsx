import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './QrCode.module.css';

/** A QR code, drawn as one path from its matrix. Dark on white in every theme: cameras want it so. */
export default function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => pathOf(text), [text]);
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** Neighbours in a row become one bar, so that no seams show between them. */
function pathOf(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const bars = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const next = row.indexOf(false, x);
      const end = next === -1 ? row.length : next;
      return [`M${x} ${y}h${end - x}v1H${x}z`];
    }),
  );
  return { size, path: bars.join('') };
}
