/** Small files in memory by the hash of their bytes, least recently used out first, up to a limit of bytes. */
export class HotFiles {
  private readonly files = new Map<string, Uint8Array>();
  private readonly limitBytes: number;
  private bytes = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  get(sha256: string): Uint8Array | null {
    const file = this.files.get(sha256);
    if (!file) return null;
    this.files.delete(sha256);
    this.files.set(sha256, file);
    return file;
  }

  /** A file of more than an eighth of the limit is not kept: it would push out many. */
  keep(sha256: string, file: Uint8Array): void {
    if (this.files.has(sha256) || file.length > this.limitBytes / 8) return;
    this.files.set(sha256, file);
    this.bytes += file.length;
    for (const [key, old] of this.files) {
      if (this.bytes <= this.limitBytes) return;
      this.files.delete(key);
      this.bytes -= old.length;
    }
  }
}
