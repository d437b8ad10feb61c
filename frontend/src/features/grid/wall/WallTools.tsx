import { ArrowLeft, Eye, EyeOff, Maximize, Minimize } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button, IconButton } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import type { ScanView } from '@/live/protocol.gen';
import { toggleFullScreen, useFullScreen } from '../useFullScreen';
import { words as desk } from '../words';
import { setShowsNames } from './wallSetting';
import styles from './WallTools.module.css';
import { words } from './words';

/** What can be done with the wall itself. Out of sight while nobody stirs. */
export function WallTools({ scan, showsNames }: { scan: ScanView; showsNames: boolean }) {
  const navigate = useNavigate();
  const full = useFullScreen();
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <>
      <div className={styles.tools} role="toolbar" aria-label={words.tools}>
        <IconButton look="ghost" label={words.back} onClick={() => void navigate(`/admin/scans/${scan.id}`)}>
          <ArrowLeft size={18} aria-hidden="true" />
        </IconButton>
        {/* Hiding is at once; showing asks, since it cannot be taken back from who has read it. */}
        <IconButton
          look="ghost"
          label={showsNames ? words.hide : words.show}
          onClick={() => (showsNames ? setShowsNames(scan.id, false) : setAsked(true))}
        >
          {showsNames ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
        </IconButton>
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
