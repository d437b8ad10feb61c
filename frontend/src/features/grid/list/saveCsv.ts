import { api } from '@/lib/api';
import { askedOf, type ListQuery } from './query';

const NAME = /filename\*=UTF-8''([^;]+)/;

/** Save all that the query matches as a file. Rejects with a `Problem`. */
export async function saveCsv(scanId: string, query: ListQuery): Promise<void> {
  const response = await api.download(`/scans/${scanId}/tasks.csv?${askedOf(query).toString()}`);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = decodeURIComponent(NAME.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'tasks.csv');
  link.click();
  // The download has its own hold on it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}
