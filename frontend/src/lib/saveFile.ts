import { api } from './api';

const NAME = /filename\*=UTF-8''([^;]+)/;

// What no system has in the name of a file; the server leaves out the same. Browsers would each put something else.
const UNNAMED = /[\p{Cc}/\\:*?"<>|]+/gu;

/** Save what the API answers under the name that it gives, or another one. Rejects with a `Problem`. */
export async function saveFile(path: string, name?: string): Promise<void> {
  const response = await api.download(path);
  const given = NAME.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? '';
  saveBlob(await response.blob(), name ?? decodeURIComponent(given));
}

/** Save what is at hand. */
export function saveBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(UNNAMED, '-');
  link.click();
  // The download has its own hold on it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}
