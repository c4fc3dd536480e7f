import { covered, pictured, sticks } from './hidden-covers.ts';
import type { Hiding } from './hidden-random.ts';

const box = (style: string, inner: string): string => `<div style="${style}">${inner}</div>`;

/** Each value comes with one that hides and one that doesn't, and some between. */
const ink: Record<string, Hiding> = {
  ownColor: (r, inner) => {
    const back = r.color();
    return box(`background:${r.notation(back)};color:${r.notation(r.near(back))}`, inner());
  },
  ownColorOnCanvas: (r, inner) => box(`color:${r.notation(r.near([255, 255, 255]))}`, inner()),
  currentColor: (r, inner) => box(`color:${r.notation(r.color())};background:currentColor`, inner()),
  fill: (r, inner) => box(`-webkit-text-fill-color:${r.notation(r.near([255, 255, 255]))}`, inner()),
  alphaInk: (r, inner) => box(`color:rgb(0 0 0 / ${r.share()})`, inner()),
  alphaOnBack: (r, inner) =>
    box(`background:rgb(0 0 0 / ${r.share()});color:rgb(255 255 255 / ${r.share()})`, inner()),
  gradient: (r, inner) => {
    const back = r.color();
    const end = r.chance(0.5) ? back : r.color();
    return box(
      `background:linear-gradient(${r.notation(back)},${r.notation(end)});color:${r.notation(back)}`,
      inner(),
    );
  },
  gradientText: (r, inner) =>
    box(
      `background:linear-gradient(90deg,${r.notation(r.near([255, 255, 255]))},${r.notation(r.near([255, 255, 255]))});background-clip:text;color:transparent`,
      inner(),
    ),
  shadow: (r, inner) => box(`color:#fff;text-shadow:0 0 1px ${r.notation(r.near([255, 255, 255]))}`, inner()),
  stroke: (r, inner) =>
    box(`color:#fff;-webkit-text-stroke:1px ${r.notation(r.near([255, 255, 255]))}`, inner()),
  blend: (r, inner) =>
    box(
      `mix-blend-mode:${r.pick('multiply', 'screen', 'lighten', 'darken', 'difference', 'hue', 'saturation', 'color', 'luminosity', 'soft-light', 'plus-lighter')};color:${r.pick('#000', '#fff', '#888', '#c40')}`,
      inner(),
    ),
  blendOn: (r, inner) =>
    box(
      `background:${r.notation(r.color())}`,
      box(
        r.pick('', 'isolation:isolate', 'opacity:0.999', 'position:relative'),
        box(
          `mix-blend-mode:${r.pick('multiply', 'screen', 'lighten', 'darken', 'hue', 'color')};color:${r.pick('#000', '#fff', '#08c')}`,
          inner(),
        ),
      ),
    ),
  colorFilter: (r, inner) => {
    const back = r.color();
    const filter = `filter:${r.pick('brightness(0)', 'brightness(50)', 'brightness(0.9)', 'contrast(0)', 'contrast(2)', 'invert(1)', 'invert(0.5)', 'grayscale(1)', 'saturate(0)', 'hue-rotate(90deg)', 'sepia(1)', 'drop-shadow(0 0 1px #000)', 'blur(0.4px)')}`;
    const [outer, own] = r.pick([filter, ''], ['', filter]);
    return box(
      `background:${r.notation(back)};${outer}`,
      box(`color:${r.notation(r.chance(0.5) ? r.near(back) : r.color())};${own}`, inner()),
    );
  },
  boxBehind: (r, inner) => {
    const back = r.color();
    return `<div style="position:relative"><div style="position:absolute;inset:0;background:${r.notation(back)}"></div><div style="position:relative;color:${r.notation(r.near(back))}">${inner()}</div></div>`;
  },
};

const faint: Record<string, Hiding> = {
  opacity: (r, inner) => box(`opacity:${r.share()}`, inner()),
  filter: (r, inner) => box(`filter:opacity(${r.share()})`, inner()),
  visibility: (r, inner) => box(`visibility:${r.pick('hidden', 'collapse', 'visible')}`, inner()),
  visibleAgain: (r, inner) =>
    box('visibility:hidden', box(`visibility:${r.pick('hidden', 'visible')}`, inner())),
  display: (r, inner) =>
    box(`display:${r.pick('none', 'block', 'flow-root', 'contents', 'inline-block')}`, inner()),
  contentVisibility: (r, inner) => box(`content-visibility:${r.pick('hidden', 'auto', 'visible')}`, inner()),
  hidden: (r, inner) => `<div ${r.pick('hidden', 'hidden=until-found', '')}>${inner()}</div>`,
  details: (r, inner) => `<details ${r.pick('open', '')}><summary>.</summary>${inner()}</details>`,
  dialog: (r, inner) => `<dialog ${r.pick('open', '')} style="position:static">${inner()}</dialog>`,
  popover: (_, inner) => `<div popover>${inner()}</div>`,
  mask: (r, inner) =>
    box(
      `mask-image:linear-gradient(${r.pick('transparent', '#000')},${r.pick('transparent', '#000')})`,
      inner(),
    ),
};

const small: Record<string, Hiding> = {
  font: (r, inner) => box(`font-size:${r.pick('0', '0.5px', '1px', '2px', '11px', '24px')}`, inner()),
  zoom: (r, inner) => box(`zoom:${r.pick('0.01', '0.1', '0.7', '1.5')}`, inner()),
  scale: (r, inner) =>
    box(`transform:scale(${r.pick('0', '0.02', '0.1', '0.8', '1,0', '0.01,1', '1.2')})`, inner()),
  scaleProperty: (r, inner) => box(`scale:${r.pick('0', '0.05', '0.9', '1 0.02')}`, inner()),
  far: (r, inner) =>
    box('perspective:100px', box(`transform:translateZ(${r.pick('-20000px', '-10px', '20px')})`, inner())),
  letters: (r, inner) => box(`letter-spacing:${r.pick('-2em', '-1em', '-0.6em', '0.1em')}`, inner()),
  lineHeight: (r, inner) => box(`line-height:${r.pick('0', '1px', '1.5')}`, inner()),
};

const turned: Record<string, Hiding> = {
  back: (r, inner) =>
    box(
      `backface-visibility:hidden;transform:rotate${r.pick('X', 'Y')}(${r.pick('0', '40', '89.9', '90', '120', '180', '270', '360')}deg)`,
      inner(),
    ),
  backProperty: (r, inner) =>
    box(`backface-visibility:hidden;rotate:${r.pick('x', 'y', 'z')} ${r.pick('0', '60', '180')}deg`, inner()),
  edge: (r, inner) => box(`transform:rotate${r.pick('X', 'Y')}(${r.pick('90', '89.8', '30')}deg)`, inner()),
  space: (r, inner) =>
    box(
      `transform-style:preserve-3d;transform:rotateY(${r.pick('0', '180')}deg)`,
      box(`backface-visibility:hidden;transform:rotateY(${r.pick('0', '180')}deg)`, inner()),
    ),
  matrix: (r, inner) =>
    box(
      `backface-visibility:hidden;transform:matrix3d(${r.pick('1', '-1')},0,0,0,0,1,0,0,0,0,${r.pick('1', '-1')},0,0,0,0,1)`,
      inner(),
    ),
};

const clipped: Record<string, Hiding> = {
  low: (r, inner) =>
    box(`height:${r.pick('0', '1px', '3px', '6px', '40px')};overflow:${r.pick('hidden', 'clip')}`, inner()),
  narrow: (r, inner) =>
    box(
      `width:${r.pick('0', '1px', '3px', '80px')};overflow:${r.pick('hidden', 'clip')};white-space:nowrap`,
      inner(),
    ),
  below: (r, inner) =>
    box(
      `height:${r.pick('20px', '24px', '60px')};line-height:20px;overflow:hidden`,
      `<div style="height:${r.pick('0', '12px', '24px', '80px')}"></div>${inner()}`,
    ),
  lines: (r, inner) =>
    box(
      `width:${r.pick('60px', '110px')};height:${r.pick('22px', '44px')};line-height:22px;overflow:hidden`,
      inner(),
    ),
  clamp: (_, inner) =>
    box(
      'display:-webkit-box;-webkit-line-clamp:1;-webkit-box-orient:vertical;overflow:hidden;width:100px',
      inner(),
    ),
  ellipsis: (r, inner) =>
    box(
      `width:${r.pick('90px', '140px', '400px')};overflow:hidden;text-overflow:ellipsis;white-space:nowrap`,
      inner(),
    ),
  inset: (r, inner) =>
    box(
      `clip-path:inset(${r.pick('100px', '50%', '10px 0 0 0', '0 0 0 90%', '0', 'calc(50% + 1px)', '2px')})`,
      inner(),
    ),
  circle: (r, inner) =>
    box(
      `clip-path:circle(${r.pick('0', '2px', '40%', '300px')} at ${r.pick('0 0', '50% 50%', '900px 0')})`,
      inner(),
    ),
  ellipse: (r, inner) => box(`clip-path:ellipse(${r.pick('1px 50%', '50% 1px', '50% 50%')})`, inner()),
  polygon: (r, inner) =>
    box(
      `clip-path:polygon(${r.pick('0 0,0 0,0 0', '0 0,100% 0,100% 1px', '0 0,100% 0,100% 100%,0 100%', '50% 50%,51% 50%,50% 51%', '-9px -9px,-1px -9px,-9px -1px')})`,
      inner(),
    ),
  path: (r, inner) =>
    box(`clip-path:path('${r.pick('M0 0', 'M0 0H600V200H0Z', 'M500 500h9v9Z', 'M0 0H2V2Z')}')`, inner()),
  rect: (r, inner) =>
    `<div style="position:relative;height:30px"><div style="position:absolute;clip:rect(${r.pick('0,0,0,0', '0,200px,40px,0', '1px,2px,3px,1px')})">${inner()}</div></div>`,
  svgClip: (r, inner) => {
    const id = `c${r.whole(1e9)}`;
    const shape = r.pick(
      '<rect width="900" height="300"/>',
      '<rect width="40" height="300"/>',
      '<circle cx="300" cy="900" r="30"/>',
      '<rect width="1" height="1"/>',
      '<path d="M0 0H900V200H0Z"/>',
      '<rect width="900" height="300" transform="translate(0 400)"/>',
      '',
    );
    const units = r.pick('', '', ' clipPathUnits="objectBoundingBox"');
    return `<svg width="0" height="0" style="${r.pick('position:absolute', 'display:block', 'display:none')}"><clipPath id="${id}"${units}>${shape}</clipPath></svg>${box(`clip-path:url(#${id})`, inner())}`;
  },
  svgMask: (r, inner) => {
    const id = `m${r.whole(1e9)}`;
    const shape = `<rect width="${r.pick('900', '60', '0')}" height="300" fill="${r.pick('#fff', '#000', '#777')}"/>`;
    return `<svg width="0" height="0" style="position:absolute"><mask id="${id}"${r.pick('', ' mask-type="alpha"')}>${shape}${r.pick('', '<rect width="900" height="300" fill="#000"/>')}</mask></svg>${box(`mask-image:url(#${id})`, inner())}`;
  },
  placedMask: (r, inner) =>
    box(
      `mask:linear-gradient(#000,#000) ${r.pick('0 0', '100% 0', '50px 0')}/${r.pick('100% 100%', '2px 2px', '80px 100%', '100% 4px')} no-repeat`,
      inner(),
    ),
  scroller: (r, inner) =>
    box(
      `height:${r.pick('40px', '60px')};overflow:${r.pick('auto', 'scroll', 'hidden')}`,
      `<div style="height:${r.pick('0', '70px', '150px')}"></div>${inner()}<div style="height:40px"></div>`,
    ),
  carousel: (r, inner) =>
    box(
      `width:200px;overflow:${r.pick('auto', 'hidden')}`,
      `<div style="display:flex;transform:translateX(${r.pick('0', '-200px', '200px')})"><div style="flex:none;width:200px">${inner()}</div></div>`,
    ),
};

const away: Record<string, Hiding> = {
  offset: (r, inner) =>
    `<div style="position:relative;${r.pick('left', 'right', 'top')}:${r.pick('-9999px', '-3000px', '0', '5px')}">${inner()}</div>`,
  absolute: (r, inner) =>
    `<div style="position:relative;height:30px"><div style="position:absolute;${r.pick('left', 'top')}:${r.pick('-9999px', '-4000px', '0', '12px')}">${inner()}</div></div>`,
  inset: (r, inner) =>
    `<div style="position:absolute;inset:${r.pick('-500px auto auto 0', '-60px auto auto -900px')}">${inner()}</div>`,
  fixed: (r, inner) =>
    `<div style="position:fixed;${r.pick('left:120vw', 'top:110vh', 'right:0;bottom:0;z-index:9')}">${inner()}</div>`,
  translate: (r, inner) => box(`transform:translate(${r.pick('-200vw,0', '0,-9000px', '5px,2px')})`, inner()),
  translateProperty: (r, inner) => box(`translate:${r.pick('-3000px', '0 -9000px', '4px')}`, inner()),
  margin: (r, inner) => box(`margin-left:${r.pick('-4000px', '0', '10px')}`, inner()),
  indent: (r, inner) =>
    box(
      `text-indent:${r.pick('-9999px', '-480px', '20px', '900px')};overflow:${r.pick('hidden', 'visible')}`,
      inner(),
    ),
};

/** None is fixed under something: what lies on it lies there only for now. */
const seen: Record<string, Hiding> = {
  plain: (_, inner) => `<p>${inner()}</p>`,
  float: (r, inner) =>
    `<div style="float:${r.pick('left', 'right')}">${inner()}</div><div style="clear:both"></div>`,
  row: (_, inner) => `<div style="display:flex;gap:9px">${inner()}</div>`,
  picture: (_, inner) =>
    `<div style="background:#123 repeating-linear-gradient(45deg,#123 0 9px,#345 9px 18px);color:#fff">${inner()}</div>`,
  table: (_, inner) => `<table><tr><td>${inner()}</td><td style="background:#eee">.</td></tr></table>`,
};

export const hidingStyles: readonly Hiding[] = [
  ink,
  faint,
  small,
  turned,
  clipped,
  away,
  covered,
  pictured,
  sticks,
  seen,
].flatMap((group) => Object.values(group));

export const hidingSheet =
  'body{margin:12px;font:16px/1.4 sans-serif}p{margin:4px 0}.veil,.half{position:relative}' +
  '.veil::after{content:"";position:absolute;inset:0;background:#fff}' +
  '.half::before{content:"";position:absolute;inset:0 0 50% 0;background:#fff}' +
  '.under{position:relative;z-index:0}.under::before{content:"";position:absolute;inset:0;background:#fff;z-index:-1}';
