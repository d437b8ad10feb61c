import { readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { RICH_TAGS } from '@/lib/richText';
import RichText from './RichText';

// Vitest runs where package.json is.
const payloads = JSON.parse(readFileSync('../backend/tests/payloads.json', 'utf8')) as string[];

const draw = (html: string) => render(<RichText html={html} />).container.innerHTML;

test('what the server writes is drawn as it stands', () => {
  const html =
    '<h2>A</h2><p>1 &lt; 2 &amp; <strong>b<em>c</em></strong><br>d</p><ol start="3"><li>e</li></ol><pre><code>&lt;b&gt;\n</code></pre><hr>';
  expect(draw(html)).toContain(html);
});

test('a link leads elsewhere and says nothing of where it was found', () => {
  draw('<p><a href="https://x.example/?a=1&amp;b=2" onclick="x">there</a></p>');
  const link = screen.getByRole('link', { name: 'there' });
  expect(link).toHaveAttribute('href', 'https://x.example/?a=1&b=2');
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(link).toHaveAttribute('target', '_blank');
  expect(link).not.toHaveAttribute('onclick');
});

test.each([
  ['<p>a<b>b</p>c', '<p>ab</p>c'],
  ['<em>a<strong>b</em>c', '<em>a<strong>b</strong></em>c'],
  ['a</p>b', 'ab'],
  ['a < b', 'a &lt; b'],
  ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href="/admin">x</a>', '<a>x</a>'],
  ['<a title=" href="https://x.example">x</a>', '&lt;a title=" href="https://x.example"&gt;x'],
])('%s is no reason to trust it', (html, drawn) => {
  expect(draw(html)).toContain(`>${drawn}</div>`);
});

test.each(payloads)('a server that made nothing safe would do no harm either: %s', (payload) => {
  const drawn = render(<RichText html={payload} />).container.firstElementChild;
  for (const element of drawn?.querySelectorAll('*') ?? []) {
    expect(RICH_TAGS).toContain(element.localName);
    const names = element.getAttributeNames();
    expect(['href', 'rel', 'target', 'start']).toEqual(expect.arrayContaining(names));
    if (names.includes('href')) expect(element.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/i);
  }
});
