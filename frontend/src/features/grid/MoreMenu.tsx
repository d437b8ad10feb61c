import { ChartNoAxesColumn, Command, Ellipsis, Keyboard, Maximize, Search } from 'lucide-react';
import { IconButton } from '@/components/ui/Button';
import { Menu, type MenuItem } from '@/components/ui/Menu';
import { useRoom } from './roomContext';
import { toggleFullScreen, useFullScreen } from './useFullScreen';
import { words } from './words';

/** On a narrow screen: what has no room for a button of its own. */
export function MoreMenu() {
  const { show } = useRoom();
  const full = useFullScreen();
  const items: MenuItem[] = [
    { label: words.does.filter, icon: <Search size={16} aria-hidden="true" />, onSelect: () => show('filter') },
    { label: words.figures, icon: <ChartNoAxesColumn size={16} aria-hidden="true" />, onSelect: () => show('figures') },
    { label: words.does.palette, icon: <Command size={16} aria-hidden="true" />, onSelect: () => show('palette') },
    { label: words.does.keys, icon: <Keyboard size={16} aria-hidden="true" />, onSelect: () => show('keys') },
  ];
  if (full !== null) {
    items.push({
      label: words.does.fullScreen,
      icon: <Maximize size={16} aria-hidden="true" />,
      on: full,
      separated: true,
      onSelect: toggleFullScreen,
    });
  }
  return (
    <Menu
      label={words.moreTools}
      items={items}
      trigger={(button) => (
        <IconButton label={words.moreTools} look="ghost" size="touch" {...button}>
          <Ellipsis size={20} aria-hidden="true" />
        </IconButton>
      )}
    />
  );
}
