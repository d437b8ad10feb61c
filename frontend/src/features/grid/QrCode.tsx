import { Suspense } from 'react';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import styles from './QrCode.module.css';

// What makes the code is four kilobytes, and most of the time nobody asks for it.
const QrPicture = lazyPart(() => import('./QrPicture'));

type QrCodeProps = { /** Null while it is on its way: then its place is kept. */ text: string | null; label: string };

/** A QR code, or its place until it is there. */
export function QrCode({ text, label }: QrCodeProps) {
  const place = <svg className={cx(styles.code, styles.coming)} viewBox="0 0 1 1" role="img" aria-label={label} />;
  return text === null ? place : (
    <Suspense fallback={place}>
      <QrPicture text={text} label={label} />
    </Suspense>
  );
}
