import { api } from './api';

const NAME = /filename\*=UTF-8''([^;]+)/;

/** Save what the API answers under the name that it gives. Rejects with a `Problem`. */
export async function saveFile(path: string): Promise<void> {
  const response = await api.download(path);
  const name = NAME.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? '';
  saveBlob(await response.blob(), decodeURIComponent(name));
}

/** Save what the page itself has made. */
export function saveBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}
