import type { Socket } from 'node:net';
import { securityHeaders } from './headers.ts';

const HEADERS = securityHeaders(false)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** Answers what is not even a request, in as few words as HTTP has: a listener for 'clientError'. */
export function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\n${HEADERS}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
