import { LayoutGrid, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
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

  const items: MenuItem[] = [
    {
      label: user.role === 'ADMIN' ? words.account.scans : words.account.myScans,
      icon: <LayoutGrid size={16} aria-hidden="true" />,
      onSelect: () => void navigate(homeOf(user.role)),
    },
    {
      label: words.account.page,
      icon: <UserRound size={16} aria-hidden="true" />,
      onSelect: () => void navigate('/account'),
    },
    ...THEMES.map(({ wish, Picture }, index) => ({
      label: words.theme[wish],
      icon: <Picture size={16} aria-hidden="true" />,
      checked: theme === wish,
      separated: index === 0,
      onSelect: () => setTheme(wish),
    })),
    {
      label: words.account.signOut,
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
            {words.role[user.role]}
            <bdi className={styles.who}>{user.username}</bdi>
          </>
        }
      />
      {question}
    </>
  );
}
