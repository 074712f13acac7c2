/** Sends one file as a request's body. XMLHttpRequest, because fetch does not tell how much has been sent. */
import type { IntakeAnswer } from '../intake-answer.ts';

export function sendFile(file: File, onSent: (share: number) => void): Promise<IntakeAnswer | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/assets/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => onSent(event.loaded / Math.max(1, file.size));
    request.onload = () => resolve(isAnswer(request.response) ? request.response : null);
    request.onerror = () => resolve(null);
    request.send(file);
  });
}

function isAnswer(value: unknown): value is IntakeAnswer {
  return typeof value === 'object' && value !== null && 'state' in value;
}
