import { createContext, useContext } from 'react';
import type { AnalyticsReport, ScanView } from '@/live/protocol.gen';
import type { AnalyticsQuery } from './query';

/** What is looked at, for all parts of the page. */
export type View = {
  readonly query: AnalyticsQuery;
  readonly report: AnalyticsReport;
  /** The one scan, once its name is known. */
  readonly scan: ScanView | null;
  /** What a picture of it is of, in words. */
  readonly about: string;
  /** Whether it is being printed. */
  readonly isPaper: boolean;
};

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('There is nothing to look at here.');
  return view;
}
