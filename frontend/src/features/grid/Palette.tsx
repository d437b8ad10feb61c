import { useQuery } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import { useContext, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { useSignOut } from '@/components/layout/useSignOut';
import { Dialog } from '@/components/ui/Dialog';
import { Kbd } from '@/components/ui/Kbd';
import { StatusMark } from '@/components/ui/StatusMark';
import { showToast } from '@/components/ui/toast';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { messageOf } from '@/lib/problem';
import { saveFile } from '@/lib/saveFile';
import { setTheme } from '@/lib/theme';
import { words as shared } from '@/lib/words';
import { useStanding } from '@/live/hooks';
import type { ScanPage } from '@/live/protocol.gen';
import { canDo } from './canDo';
import { CommandsContext, type NamedCommand } from './commands';
import { useDesk } from './deskContext';
import { headed } from './heading';
import { asDecided } from './held';
import { ELSEWHERE, ICONS } from './paletteIcons';
import { commandsFor, nearest, tasksFor } from './paletteItems';
import styles from './Palette.module.css';
import type { TypedAhead } from './typedAhead';
import { words } from './paletteWords';
import { words as ofConsole } from './words';

type Group = { readonly name: string; readonly items: readonly NamedCommand[] };

/** As large as those of the menus, which some commands bring along. */
const drawn = (Icon: LucideIcon) => <Icon size={16} aria-hidden="true" />;

type PaletteProps = {
  /** Typed for it before it was there. */
  typed: TypedAhead;
  onClose: () => void;
  /** A task is to be read in full. */
  onOpen: () => void;
};

/** Ask for anything by its name: a command, a task, another scan. */
export default function Palette({ typed, onClose, onOpen }: PaletteProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useId();
  // What it may have to ask is asked in the palette's place.
  const [isLeaving, setLeaving] = useState(false);
  const { signOut, question } = useSignOut(onClose);
  const leave = () => {
    setLeaving(true);
    signOut();
  };
  const { found, groups } = useGroups(query, onOpen, leave);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(active, items.length - 1);
  const [isEntered, setEntered] = useState(false);
  // Together with the focus: from here on the keys are the field's.
  useLayoutEffect(() => {
    field.current?.focus();
    typed.handOver((text, enters) => {
      setQuery(text);
      setEntered(enters);
    });
  }, [typed]);
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, at]);

  const run = (item: NamedCommand | undefined) => {
    if (!item) return;
    if (item.onSelect !== leave) onClose();
    item.onSelect();
  };
  const enter = useEffectEvent(() => run(items[at]));
  useEffect(() => {
    if (isEntered) enter();
  }, [isEntered]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((at + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') run(items[at]);
    else return;
    event.preventDefault();
  };

  if (isLeaving) return question;
  return (
    <Dialog open title={words.title} onClose={onClose} width="36rem" searches>
      <input
        ref={field}
        type="text"
        role="combobox"
        className={styles.field}
        aria-label={words.label}
        aria-expanded={items.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        placeholder={words.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className={found === 0 ? styles.none : 'sr-only'} role="status">
        {found === 0 ? words.none : words.count(found)}
      </p>
      <div id={list} role="listbox" aria-label={words.title} className={styles.list}>
        {groups.map(({ name, items: offered }) => (
          <div key={name} role="group" aria-label={name}>
            <p className={styles.group} aria-hidden="true">
              {name}
            </p>
            {offered.map((item) => {
              const here = items.indexOf(item);
              return (
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the field, which keeps the focus
                <div
                  key={`${here} ${item.label}`}
                  id={`${list}-${here}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={here === at}
                  className={cx(styles.item, here === at && styles.active)}
                  onPointerMove={() => setActive(here)}
                  onClick={() => run(item)}
                >
                  {item.icon}
                  <bdi className={styles.label}>{item.label}</bdi>
                  {item.keys && <Kbd>{item.keys.join(' ')}</Kbd>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** What the words that are typed lead to, and how much was found. Where nothing was, it is what one may have meant. */
function useGroups(query: string, onOpen: () => void, onLeave: () => void): { readonly found: number; readonly groups: readonly Group[] } {
  const setting = useDesk();
  const { desk, live } = setting;
  const mayDecide = useStanding(live) === 'live' && (live.state().scan?.can.includes('moderate') ?? false);
  const commands = useContext(CommandsContext);
  const elsewhere = useElsewhere(onLeave);
  const navigate = useNavigate();
  const tasks = tasksFor(query, [...live.state().tasks.values()].map(asDecided)).map((task) => ({
    label: `#${task.number} ${headed(task.text).heading.trim()}`,
    icon: <StatusMark mark={task.status} />,
    onSelect: () => {
      desk.focus(task.id);
      onOpen();
    },
  }));
  const goToList = (search: string) => void navigate(`/admin/scans/${live.scanId}/tasks${search}`);
  const here = [
    ...commands.all().filter(({ known }) => canDo(known, { ...setting, mayDecide })).map(dressed),
    { label: words.list, icon: drawn(ELSEWHERE.list), onSelect: () => goToList('') },
    { label: words.save, also: words.saveToo, icon: drawn(ELSEWHERE.save), onSelect: () => saveAll(live.scanId) },
  ];
  const groups = [
    { name: words.tasks, items: tasks },
    { name: words.here, items: commandsFor(query, here) },
    { name: words.elsewhere, items: commandsFor(query, elsewhere) },
  ].filter(({ items }) => items.length > 0);
  const found = groups.reduce((sum, { items }) => sum + items.length, 0);
  if (found > 0) return { found, groups };
  const inList = {
    label: words.inList(query.trim()),
    icon: drawn(ELSEWHERE.look),
    onSelect: () => goToList(`?${new URLSearchParams({ text: query.trim() }).toString()}`),
  };
  const near = nearest(query, [...here, ...elsewhere]);
  const instead = [
    { name: words.tasks, items: [inList] },
    { name: words.near, items: near },
    { name: words.here, items: here.filter((command) => !near.includes(command)) },
  ];
  return { found, groups: instead.filter(({ items }) => items.length > 0) };
}

/** A command with the other words for it, and with a picture. */
function dressed(command: NamedCommand): NamedCommand {
  const { known } = command;
  if (known === undefined) return command;
  const Icon = ICONS[known];
  return { also: words.also[known] ?? '', icon: Icon && drawn(Icon), ...command };
}

function saveAll(scanId: string): void {
  saveFile(`/scans/${scanId}/tasks.csv`).catch((error: unknown) => showToast({ mark: 'warning', text: messageOf(error) }));
}

function useElsewhere(onLeave: () => void): readonly NamedCommand[] {
  const navigate = useNavigate();
  const { live } = useDesk();
  const { role } = useUser();
  const { data } = useQuery({ queryKey: ['palette', 'scans'], queryFn: () => api.get<ScanPage>('/scans?limit=50') });
  const scans = (data?.items ?? []).flatMap(({ id, name, links: { console: path } }) =>
    path && id !== live.scanId ? [{ label: words.goTo(name), icon: drawn(ELSEWHERE.scan), onSelect: () => void navigate(path) }] : [],
  );
  const themes = (['system', 'dark', 'light'] as const).map((wish) => ({
    label: words.theme(shared.theme[wish]),
    also: words.themeToo,
    icon: drawn(ELSEWHERE[wish]),
    onSelect: () => setTheme(wish),
  }));
  const ofAdmins = [
    { label: shared.account.analytics, also: words.analyticsToo, icon: drawn(ELSEWHERE.analytics), onSelect: () => void navigate('/admin/analytics') },
    { label: shared.account.activity, also: words.activityToo, icon: drawn(ELSEWHERE.activity), onSelect: () => void navigate('/admin/activity') },
  ];
  return [
    { label: ofConsole.allScans, also: words.scansToo, icon: drawn(ELSEWHERE.scans), onSelect: () => void navigate('/admin') },
    ...(role === 'ADMIN' ? ofAdmins : []),
    { label: shared.account.page, also: words.accountToo, icon: drawn(ELSEWHERE.account), onSelect: () => void navigate('/account') },
    { label: shared.account.signOut, also: words.signOutToo, icon: drawn(ELSEWHERE.signOut), onSelect: onLeave },
    ...themes,
    ...scans,
  ];
}
