/** What a sidebar shows: built on the server from the person's rights, icons by name. */
export interface NavItem {
  href: string;
  label: string;
  /** Key in the shell's icon table. */
  icon: string;
  /** Things waiting for this person. */
  count?: number;
}

export interface NavGroup {
  /** '' = no heading. */
  label: string;
  items: readonly NavItem[];
}
