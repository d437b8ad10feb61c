import { ArrowLeft, Eye, EyeOff, Maximize, Minimize, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button, IconButton } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import type { ScanView } from '@/live/protocol.gen';
import { useMedia } from '../useMedia';
import { toggleFullScreen, useFullScreen } from '../useFullScreen';
import { words as desk } from '../words';
import { setShowsNames } from './wallSetting';
import styles from './WallTools.module.css';
import { words } from './words';

/** Below this the bar has room for pictures only. */
const TIGHT = '(width < 80rem)';

/** What can be done with the wall itself. Out of sight while nobody stirs. */
export function WallTools({ scan, showsNames }: { scan: ScanView; showsNames: boolean }) {
  const navigate = useNavigate();
  const full = useFullScreen();
  const tight = useMedia(TIGHT);
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <>
      <div className={styles.tools} role="toolbar" aria-label={words.tools}>
        <Tool tight={tight} label={words.back} Picture={ArrowLeft} onPress={() => void navigate(`/admin/scans/${scan.id}`)} />
        {/* Hiding is at once; showing asks, since it cannot be taken back from who has read it. */}
        <Tool
          tight={tight}
          label={showsNames ? words.hide : words.show}
          Picture={showsNames ? EyeOff : Eye}
          onPress={() => (showsNames ? setShowsNames(scan.id, false) : setAsked(true))}
        />
        {full !== null && (
          <IconButton look="ghost" label={desk.does.fullScreen} aria-pressed={full} onClick={toggleFullScreen}>
            {full ? <Minimize size={18} aria-hidden="true" /> : <Maximize size={18} aria-hidden="true" />}
          </IconButton>
        )}
      </div>
      <Dialog
        open={isAsked}
        title={words.ask.title}
        width="30rem"
        onClose={close}
        footer={
          <>
            <CancelButton />
            <Button
              tone="accent"
              look="solid"
              onClick={() => {
                close();
                setShowsNames(scan.id, true);
              }}
            >
              {words.ask.show}
            </Button>
          </>
        }
      >
        <p>{words.ask.text}</p>
      </Dialog>
    </>
  );
}

type ToolProps = { tight: boolean; label: string; Picture: LucideIcon; onPress: () => void };

/** In words where there is room for them. */
function Tool({ tight, label, Picture, onPress }: ToolProps) {
  if (tight) {
    return (
      <IconButton look="ghost" label={label} onClick={onPress}>
        <Picture size={18} aria-hidden="true" />
      </IconButton>
    );
  }
  return (
    <Button icon={<Picture size={16} aria-hidden="true" />} onClick={onPress}>
      {label}
    </Button>
  );
}
