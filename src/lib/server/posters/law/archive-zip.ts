import yazl from 'yazl';

/** The earliest moment a zip can name, the same on every machine: a file made twice is the same file. */
const MOMENT = new Date(1980, 0, 1, 0, 0, 0);

/** Text files, in their order, as one zip. */
export async function archiveZip(files: readonly (readonly [name: string, text: string])[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of files)
    zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: MOMENT, mode: 0o100644, compress: true });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
