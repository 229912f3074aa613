const KB = 1024;

/** 1.5 MB, 230 KB: how large a file is. */
export const sizeText = (bytes: number): string =>
  bytes >= KB * KB ? `${(bytes / KB / KB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / KB))} KB`;
