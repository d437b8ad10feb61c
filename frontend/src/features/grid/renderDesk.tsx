import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { expect, vi } from 'vitest';
import { Toasts } from '@/components/ui/Toasts';
import { useScanState } from '@/live/hooks';
import { LiveContext } from '@/live/LiveContext';
import type { ScanView, TaskView } from '@/live/protocol.gen';
import { LiveScans } from '@/live/scanLive';
import { FakeConnection } from '@/testing/fakeConnection';
import { aPage } from '@/testing/make';
import { DeskContext, useDesk } from './deskContext';
import { makeDeskSetting } from './deskSetting';
import { Workplace } from './Workplace';

/** A pane of a size: jsdom lays nothing out. */
class PaneObserver implements ResizeObserver {
  readonly #tell: ResizeObserverCallback;
  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }
  observe() {
    // Only the size is read.
    const entry = { contentRect: { width: 900, height: 600 } } as ResizeObserverEntry;
    this.#tell([entry], this);
  }
  readonly unobserve = () => undefined;
  readonly disconnect = () => undefined;
}

function Room() {
  const { live } = useDesk();
  const scan = useScanState(live, (state) => state.scan);
  return scan && <Workplace scan={scan} narrow={false} />;
}

/** For tests: the console's workplace over a scan with these tasks. The user's id is "me". */
export async function renderDesk(scan: ScanView, tasks: TaskView[]): Promise<FakeConnection> {
  document.documentElement.style.fontSize = '16px';
  vi.stubGlobal('ResizeObserver', PaneObserver);
  // Asked whether to keep still: yes, jsdom animates nothing.
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  const connection = new FakeConnection();
  connection.joinScan.mockResolvedValue(aPage({ role: 'moderator', scan, tasks }));
  const scans = new LiveScans(connection);
  const live = scans.get(scan.id);
  live.hold();
  await waitFor(() => expect(live.phase()).toBe('joined'));
  const setting = makeDeskSetting(live, 'me');
  setting.desk.start();
  render(
    <LiveContext value={{ connection, scans }}>
      <QueryClientProvider client={new QueryClient()}>
        <DeskContext value={setting}>
          <Room />
          <Toasts />
        </DeskContext>
      </QueryClientProvider>
    </LiveContext>,
  );
  return connection;
}
