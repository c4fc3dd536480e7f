import { createElement, type ReactElement, type SVGAttributes } from 'react';

/** As every module of an icon in lucide-react hands it over. */
export interface IconData {
  readonly name: string;
  readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
  readonly aliases?: readonly string[];
}

export interface PlainIconProps extends SVGAttributes<SVGSVGElement> {
  /** px where the browser's text is as large as usual; it grows with that. */
  size?: number;
}

/**
 * What the build puts in the place of lucide-react's own (wxt.config.ts): the same drawing, without what no page of ours asks
 * an icon for, which is a name, a ref, children, and settings from a context.
 */
export function createPlainIcon({
  name,
  node,
  aliases = [],
}: IconData): (props: PlainIconProps) => ReactElement {
  const ownClasses = ['lucide', ...[name, ...aliases].map((each) => `lucide-${each}`)];
  return ({ size = 24, className, ...rest }) =>
    createElement(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: `${size / 16}rem`,
        height: `${size / 16}rem`,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        'aria-hidden': true,
        ...rest,
        className: [...ownClasses, className].filter(Boolean).join(' '),
      },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    );
}
