import { SaxesParser } from 'saxes';
import { FileError } from './file-error.ts';

/** Streamed XML without document types: what declares one is refused before anything of it is expanded. */
export interface XmlHandlers {
  open?(tag: string, attributes: Record<string, string>): void;
  close?(tag: string): void;
  text?(value: string): void;
}

export function parseXml(handlers: XmlHandlers): { write(piece: Buffer): void; end(): void } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new FileError('xlsx_dtd');
  });
  parser.on('error', (error) => {
    throw error instanceof FileError ? error : new FileError('xlsx_invalid');
  });
  const { open, close, text } = handlers;
  if (open)
    parser.on('opentag', (node) => open(localName(node.name), node.attributes as Record<string, string>));
  if (close) parser.on('closetag', (node) => close(localName(node.name)));
  if (text) parser.on('text', text);
  const decode = (piece?: Buffer) => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw new FileError('xlsx_invalid');
    }
  };
  return {
    write(piece) {
      parser.write(decode(piece));
    },
    end() {
      parser.write(decode());
      parser.close();
    },
  };
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
