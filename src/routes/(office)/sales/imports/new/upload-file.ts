/** Sends a file as a request's body. XMLHttpRequest, because fetch does not tell how much has been sent. */
export type UploadResult = { ok: true; location: string } | { ok: false; reason: 'too_large' | 'network' };

export function uploadFile(file: File, onSent: (bytes: number) => void): Promise<UploadResult> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/sales/imports/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      const answer = request.response as { location?: unknown } | null;
      if (request.status === 201 && typeof answer?.location === 'string') {
        resolve({ ok: true, location: answer.location });
      } else resolve({ ok: false, reason: request.status === 413 ? 'too_large' : 'network' });
    };
    request.onerror = () => resolve({ ok: false, reason: 'network' });
    request.send(file);
  });
}
