import { errorOf, networkError } from '../api/api-error.ts';

const NAME = /filename\*=UTF-8''([^;]+)/;

/** Fetches a file, with a body by POST, and hands it to the browser to keep. Throws ApiError as a call of the API does. */
export async function saveFile(url: string, fallbackName: string, body?: object): Promise<void> {
  const request =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  const response = await fetch(url, request).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await errorOf(response);
  const name = NAME.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const blob = await response.blob().catch(() => {
    throw networkError();
  });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name === undefined ? fallbackName : decodeURIComponent(name);
  link.click();
  URL.revokeObjectURL(address);
}
