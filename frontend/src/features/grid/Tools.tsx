import { ChartNoAxesColumn, Command, Keyboard, Maximize, Minimize } from 'lucide-react';
import { IconButton } from '@/components/ui/Button';
import { useRoom } from './roomContext';
import { useShortcut } from './shortcuts';
import { toggleFullScreen, useFullScreen } from './useFullScreen';
import { words } from './words';

/** What concerns the screen and not the scan: all of it for the grid, and which keys there are. */
export function Tools() {
  const { show } = useRoom();
  const shortcut = useShortcut();
  const full = useFullScreen();
  return (
    <>
      {full !== null && (
        <IconButton
          size="dense"
          label={words.does.fullScreen}
          aria-pressed={full}
          {...shortcut('fullScreen')}
          onClick={toggleFullScreen}
        >
          {full ? <Minimize size={16} aria-hidden="true" /> : <Maximize size={16} aria-hidden="true" />}
        </IconButton>
      )}
      <IconButton size="dense" label={words.figures} onClick={() => show('figures')}>
        <ChartNoAxesColumn size={16} aria-hidden="true" />
      </IconButton>
      <IconButton size="dense" label={words.does.palette} {...shortcut('palette')} onClick={() => show('palette')}>
        <Command size={16} aria-hidden="true" />
      </IconButton>
      <IconButton size="dense" label={words.does.keys} {...shortcut('keys')} onClick={() => show('keys')}>
        <Keyboard size={16} aria-hidden="true" />
      </IconButton>
    </>
  );
}
