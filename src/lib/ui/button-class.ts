export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const shape =
  'inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none ' +
  'transition-colors disabled:cursor-not-allowed disabled:opacity-55';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-brand text-brand-ink enabled:hover:bg-brand-strong [a]:hover:bg-brand-strong',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-surface-2 hover:border-line-control',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-transparent bg-danger text-danger-ink enabled:hover:opacity-90',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-control-sm px-2.5 text-xs phone:text-m-meta',
  md: 'min-h-control px-3.5 text-control',
  lg: 'min-h-11 px-5 text-base phone:min-h-control phone:text-m-body',
};

/** The classes of a button, for the rare element that must look like one (a label, a summary). */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return `${shape} ${variants[variant]} ${sizes[size]}`;
}
