/** Whether a box, or what is around it, is changed in ways that let something through, or may. */
export function isSeenThrough(style: CSSStyleDeclaration): boolean {
  return (
    (isSet(style.filter) && !keepsOpacity(style.filter)) ||
    isSet(style.getPropertyValue('mask-image')) ||
    /^(text|content-box)$/.test(style.backgroundClip)
  );
}

export function isBlended({ mixBlendMode }: CSSStyleDeclaration): boolean {
  return isSet(mixBlendMode) && mixBlendMode !== 'normal';
}

const keeping =
  /^((blur|brightness|contrast|grayscale|hue-rotate|invert|saturate|sepia|drop-shadow)\((?:[^()]|\([^()]*\))*\)\s*)*$/;

/** Filters of colours alone, and those that change only what is near an edge. */
function keepsOpacity(filter: string): boolean {
  return keeping.test(filter);
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';
