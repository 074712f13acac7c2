/** A part of an evidence bar; order is the order of the ladder. */
export interface EvidencePart {
  key: string;
  label: string;
  value: number;
  /** Colour of the series; 'none' is the grey of what nothing explains. By position when left out. */
  tone?: 1 | 2 | 3 | 4 | 'none';
}
