import { ChartColumn, History, LayoutGrid, LogOut, Monitor, Moon, Sun, UserRound, UserRoundPlus } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { homeOf } from '@/auth/paths';
import { MenuPopover, type MenuItem } from '@/components/ui/Menu';
import { setTheme, useTheme, type ThemeWish } from '@/lib/theme';
import { words } from '@/lib/words';
import styles from './AccountMenu.module.css';
import { useSignOut } from './useSignOut';

const THEMES: readonly { wish: ThemeWish; Picture: typeof Sun }[] = [
  { wish: 'system', Picture: Monitor },
  { wish: 'dark', Picture: Moon },
  { wish: 'light', Picture: Sun },
];

type AccountMenuItemsProps = { id: string; opensAtOnce: boolean };

/** What the account's button opens. */
export default function AccountMenuItems({ id, opensAtOnce }: AccountMenuItemsProps) {
  const user = useUser();
  const { signOut, question } = useSignOut();
  const theme = useTheme();
  const navigate = useNavigate();

  const isGuest = user.guest_of !== undefined;
  const ofAdmins: MenuItem[] = [
    {
      label: words.account.analytics,
      icon: <ChartColumn size={16} aria-hidden="true" />,
      onSelect: () => void navigate('/admin/analytics'),
    },
    {
      label: words.account.activity,
      icon: <History size={16} aria-hidden="true" />,
      onSelect: () => void navigate('/admin/activity'),
    },
  ];
  const places: MenuItem[] = [
    {
      label: user.role === 'ADMIN' ? words.account.scans : words.account.myScans,
      icon: <LayoutGrid size={16} aria-hidden="true" />,
      onSelect: () => void navigate(homeOf(user)),
    },
    ...(user.role === 'ADMIN' ? ofAdmins : []),
    {
      label: words.account.page,
      icon: <UserRound size={16} aria-hidden="true" />,
      onSelect: () => void navigate('/account'),
    },
  ];
  const joining: MenuItem[] = [
    {
      label: words.account.make,
      icon: <UserRoundPlus size={16} aria-hidden="true" />,
      onSelect: () => void navigate(`/register?next=${encodeURIComponent(homeOf(user))}`),
    },
  ];
  const items: MenuItem[] = [
    ...(isGuest ? joining : places),
    ...THEMES.map(({ wish, Picture }, index) => ({
      label: words.theme[wish],
      icon: <Picture size={16} aria-hidden="true" />,
      checked: theme === wish,
      ...(index === 0 && { separated: words.theme.label }),
      onSelect: () => setTheme(wish),
    })),
    {
      label: isGuest ? words.account.leave : words.account.signOut,
      icon: <LogOut size={16} aria-hidden="true" />,
      separated: true,
      onSelect: signOut,
    },
  ];

  return (
    <>
      <MenuPopover
        id={id}
        opensAtOnce={opensAtOnce}
        label={words.account.menu}
        items={items}
        head={
          <>
            {isGuest ? words.account.guest : words.role[user.role]}
            <bdi className={styles.who}>{user.username}</bdi>
          </>
        }
      />
      {question}
    </>
  );
}
