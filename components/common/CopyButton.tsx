import { useEffect, useState, type ReactElement } from 'react';
import { Check, Copy } from 'lucide-react';
import { IconButton } from './IconButton.tsx';

interface CopyButtonProps {
  label: string;
  /** Asked when pressed, so that a growing text is copied as it is then. */
  text: () => string;
  tabIndex?: number;
}

/** How long the tick stays, ms. */
const tickTime = 1_500;

export function CopyButton({ label, text, tabIndex }: CopyButtonProps): ReactElement {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), tickTime);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = (): void => {
    navigator.clipboard.writeText(text()).then(
      () => setCopied(true),
      // Refused by the browser: no tick says so, and the text can still be selected.
      () => setCopied(false),
    );
  };

  return (
    <IconButton label={label} icon={copied ? Check : Copy} size={15} onPress={copy} tabIndex={tabIndex} />
  );
}
