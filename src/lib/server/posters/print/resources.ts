/** Graphic states, shadings and embedded drawings of a page, named once; page and forms share one dictionary. */
import type { PdfFile, Ref } from './pdf-file.ts';

export class Resources {
  readonly file: PdfFile;
  readonly ref: Ref;
  private readonly states = new Map<string, string>();
  private readonly shadings = new Map<string, string>();
  private readonly objects = new Map<Ref, string>();

  constructor(file: PdfFile) {
    this.file = file;
    this.ref = file.reserve();
  }

  /** Operator that sets a graphic state, `/G1 gs`. */
  state(dictionary: string): string {
    return `/${named(this.states, dictionary, 'G')} gs`;
  }

  /** Operator that paints a shading over the current clip. */
  shading(dictionary: string): string {
    return `/${named(this.shadings, dictionary, 'S')} sh`;
  }

  /** Operator that draws an image or a form. */
  draw(object: Ref): string {
    return `/${named(this.objects, object, 'X')} Do`;
  }

  /** A drawing of its own that may be placed several times; `group` makes it one layer for opacity and soft masks. */
  form(
    operators: readonly string[],
    box: readonly [number, number, number, number],
    group: string | null,
  ): Ref {
    return this.file.stream(
      `/Type /XObject /Subtype /Form /BBox [${box.join(' ')}] /Resources ${this.ref}${group === null ? '' : ` /Group << /S /Transparency${group} >>`}`,
      Buffer.from(operators.join('\n'), 'latin1'),
    );
  }

  /** Writes the dictionary; nothing may be named after it. */
  close(): void {
    const list = (map: Map<string, string>): string =>
      `<< ${[...map].map(([body, name]) => `/${name} ${body}`).join(' ')} >>`;
    this.file.set(
      this.ref,
      `<< /ExtGState ${list(this.states)} /Shading ${list(this.shadings)} /XObject ${list(this.objects)} >>`,
    );
  }
}

function named<K extends string>(map: Map<K, string>, key: K, prefix: string): string {
  const known = map.get(key);
  if (known) return known;
  const name = `${prefix}${map.size + 1}`;
  map.set(key, name);
  return name;
}
