import { createElement, useMemo, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { readRichText, type RichNode } from '@/lib/richText';
import styles from './RichText.module.css';

type RichTextProps = {
  /** As the server gives it. */
  html: string;
  className?: string | undefined;
};

/** The only way in which rich text gets on a page: as elements, never as HTML. */
export default function RichText({ html, className }: RichTextProps) {
  const nodes = useMemo(() => draw(readRichText(html)), [html]);
  return (
    <div className={cx(styles.rich, className)} dir="auto">
      {nodes}
    </div>
  );
}

const draw = (nodes: readonly RichNode[]): ReactNode[] =>
  nodes.map((node, key) => {
    if (typeof node === 'string') return node;
    const { tag, inside, ...attributes } = node;
    const away = attributes.href !== undefined && { rel: 'noopener noreferrer nofollow', target: '_blank' };
    return createElement(tag, { key, ...attributes, ...away }, ...draw(inside));
  });
