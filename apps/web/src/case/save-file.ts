interface File {
  readonly fileName: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** Hands a file that came in an answer to the browser's downloads. */
export function saveFile({ fileName, mediaType, base64 }: File): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
