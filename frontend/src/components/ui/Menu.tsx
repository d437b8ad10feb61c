import { Check } from 'lucide-react';
import { Fragment, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './Menu.module.css';

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  /** One of several choices: says whether this one holds. */
  checked?: boolean;
  /** A switch of its own: says whether it is on. */
  on?: boolean;
  /** Begins a new group, with that name or without one. */
  separated?: boolean | string;
};

type MenuProps = {
  /** Draws the button that opens it; spread the given properties onto a <button>. */
  trigger: (button: TriggerProps) => ReactElement;
  label: string;
  head?: ReactNode;
  items: readonly MenuItem[];
};

type MenuPopoverProps = Omit<MenuProps, 'trigger'> & {
  /** What the button names as its `popoverTarget`. */
  id: string;
  /** The button was pressed before this was there. */
  opensAtOnce?: boolean;
};

export type TriggerProps = { popoverTarget: string; 'aria-haspopup': 'menu' };

const GAP = 6;
const EDGE = 8;

/** Stand under the button, at the end it is nearer to, and never outside the window. */
function place(menu: HTMLElement, button: Element) {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = at.left + at.width / 2 > window.innerWidth / 2 ? at.right - width : at.left;
  const fitsBelow = at.bottom + GAP + height <= window.innerHeight - EDGE;
  const top = fitsBelow ? at.bottom + GAP : at.top - GAP - height;
  menu.style.left = `${Math.min(Math.max(EDGE, left), window.innerWidth - width - EDGE)}px`;
  menu.style.top = `${Math.max(EDGE, top)}px`;
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];

/** A menu of actions on the browser's own popover: a press beside it or Escape closes it. */
export function Menu({ trigger, ...menu }: MenuProps) {
  const id = useId();
  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'menu' })}
      <MenuPopover id={id} {...menu} />
    </>
  );
}

/** The menu without its button, for where that is there before it. */
export function MenuPopover({ id, label, head, items, opensAtOnce = false }: MenuPopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isAwaited] = useState(opensAtOnce);

  useEffect(() => {
    if (isAwaited) ref.current?.showPopover();
  }, [isAwaited]);

  const stand = () => {
    const menu = ref.current;
    const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`);
    if (menu && button) place(menu, button);
  };
  // A phone that is turned has another edge.
  useEffect(() => {
    window.addEventListener('resize', stand);
    return () => window.removeEventListener('resize', stand);
  });
  const onToggle = (open: boolean) => {
    if (!open) return;
    stand();
    if (ref.current) itemsOf(ref.current)[0]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = itemsOf(event.currentTarget);
    const here = all.findIndex((item) => item === document.activeElement);
    const next = nextIndex(event.key, here, all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };

  return (
    <div
      ref={ref}
      id={id}
      popover="auto"
      className={cx('glass-live', styles.menu)}
      onToggle={(event) => onToggle(event.newState === 'open')}
    >
      {head && <div className={styles.head}>{head}</div>}
      <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <Fragment key={item.label}>
            {item.separated && <Rule name={item.separated} />}
            <Item item={item} onDone={() => ref.current?.hidePopover()} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function Rule({ name }: { name: true | string }) {
  if (name === true) return <div role="separator" className={styles.rule} />;
  return (
    <>
      <div role="separator" aria-label={name} className={styles.rule} />
      <p className={styles.name} aria-hidden="true">
        {name}
      </p>
    </>
  );
}

function nextIndex(key: string, here: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (here + 1) % count;
    case 'ArrowUp':
      return (here - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function Item({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const { label, icon, onSelect, danger, on, checked = on } = item;
  return (
    <button
      type="button"
      role={on !== undefined ? 'menuitemcheckbox' : checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      className={cx(styles.item, danger && styles.danger)}
      tabIndex={-1}
      onClick={() => {
        onDone();
        onSelect();
      }}
    >
      {icon}
      {label}
      {checked && <Check className={styles.end} size={16} aria-hidden="true" />}
    </button>
  );
}
