import type { ReactElement } from 'react';
import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  /** The accessible name, and the tooltip. */
  label: string;
  icon: LucideIcon;
  onPress: () => void;
  /** px */
  size?: number;
  /** Words beside the icon. */
  text?: string | undefined;
  className?: string;
  tabIndex?: number | undefined;
  /** It does nothing now, and can still be reached. */
  isOff?: boolean;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, icon: Icon, onPress, size = 18, text, className, tabIndex, isOff } = props;
  return (
    <button
      type="button"
      className={className === undefined ? 'icon-button' : `icon-button ${className}`}
      aria-label={label}
      title={label}
      aria-disabled={isOff || undefined}
      onClick={onPress}
      tabIndex={tabIndex}
    >
      <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
      {text !== undefined && <span>{text}</span>}
    </button>
  );
}
