import { readFileSync } from 'node:fs';
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Logo } from '@/components/ui/Logo';

const strokesOf = (picture: ParentNode) => [...picture.querySelectorAll('path')].map((path) => path.getAttribute('d'));

test('what index.html shows before any script has come is the logo', () => {
  const { container } = render(<Logo />);
  const html = new DOMParser().parseFromString(readFileSync('index.html', 'utf8'), 'text/html');
  const splash = html.getElementById('splash');
  expect(splash?.textContent).toContain(container.textContent);
  expect(splash && strokesOf(splash)).toEqual(strokesOf(container));
  expect(strokesOf(container)).toHaveLength(4);
});
