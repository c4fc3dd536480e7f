import { useEffect, useState, type ReactElement } from 'react';
import { Check, Copy, type LucideIcon } from 'lucide-react';
import { copyToClipboard } from './clipboard-copy.ts';
import { IconButton } from './IconButton.tsx';

interface CopyButtonProps {
  label: string;
  /** Asked when pressed, so that a growing text is copied as it is then. */
  text: () => string;
  /** The same for programs that show more than text, as Word does. */
  html?: () => string | Promise<string>;
  icon?: LucideIcon;
  tabIndex?: number;
}

/** How long the tick stays, ms. */
const tickTime = 1_500;

export function CopyButton({ label, text, html, icon = Copy, tabIndex }: CopyButtonProps): ReactElement {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), tickTime);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = (): void => {
    copyToClipboard(text(), html ?? null).then(
      () => {
        setCopied(true);
        // Told by whoever tells of what is seen only (components/chat/PanelKeys.tsx).
        dispatchEvent(new Event('copied'));
      },
      // Refused by the browser: no tick says so, and the text can still be selected.
      () => setCopied(false),
    );
  };

  return (
    <IconButton label={label} icon={copied ? Check : icon} size={15} onPress={copy} tabIndex={tabIndex} />
  );
}
