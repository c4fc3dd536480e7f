import type { ReactElement } from 'react';
import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  /** The accessible name, and the tooltip. */
  label: string;
  icon: LucideIcon;
  onPress: () => void;
  /** px where text is as large as usual. */
  size?: number;
  /** Words beside the icon. */
  text?: string | undefined;
  className?: string;
  tabIndex?: number | undefined;
  /** What does the same from the keyboard, as `aria-keyshortcuts` names it. */
  keys?: string | undefined;
  /** The id of what says which of several it is about. */
  describedBy?: string | undefined;
  /** It does nothing now, and can still be reached. */
  isOff?: boolean;
  /** Of a switch: whether it is on. */
  isOn?: boolean;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, icon: Icon, onPress, size = 18, text, className, tabIndex } = props;
  const { keys, describedBy, isOff, isOn } = props;
  return (
    <button
      type="button"
      className={className === undefined ? 'icon-button' : `icon-button ${className}`}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-describedby={describedBy}
      title={label}
      aria-disabled={isOff || undefined}
      aria-pressed={isOn}
      onClick={onPress}
      tabIndex={tabIndex}
    >
      <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
      {text !== undefined && <span>{text}</span>}
    </button>
  );
}
