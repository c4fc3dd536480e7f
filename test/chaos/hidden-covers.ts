import type { Hiding, HidingRandom } from './hidden-random.ts';

const cover = (r: HidingRandom): string =>
  `background:${r.pick('#fff', '#fff', 'linear-gradient(#fff,#fff)', 'rgb(255 255 255 / 0.4)', '#def', 'transparent')}`;

/** What lies on words, by its order, and lets nothing, something or all of them through. */
export const covered: Record<string, Hiding> = {
  sibling: (r, inner) =>
    `<div style="position:relative">${inner()}<div style="position:absolute;inset:${r.pick('0', '-4px', '50% 0 0 0', '0 90% 0 0')};${cover(r)}"></div></div>`,
  layers: (r, inner) =>
    `<div style="position:relative;isolation:isolate"><div style="position:relative;z-index:${r.pick('-1', '0', '2')}">${inner()}</div><div style="position:absolute;inset:0;z-index:${r.pick('-1', '1', '3')};${cover(r)}"></div></div>`,
  before: (r, inner) =>
    `<div style="position:relative"><div style="position:absolute;inset:0;z-index:${r.pick('auto', '1')};${cover(r)}"></div>${inner()}</div>`,
  pseudo: (r, inner) => `<div class="${r.pick('veil', 'under', 'half')}">${inner()}</div>`,
  behindGround: (r, inner) =>
    `<div style="position:relative;${r.pick('z-index:0;', '')}background:${r.pick('#eee', 'transparent')}"><div style="position:relative;z-index:-1">${inner()}</div></div>`,
  grid: (r, inner) =>
    `<div style="display:grid"><div style="grid-area:1/1;${r.pick('z-index:1', '')}">${inner()}</div><div style="grid-area:1/1;${cover(r)}"></div></div>`,
  pulledUp: (r, inner) =>
    `<div>${inner()}<div style="margin-top:-40px;height:40px;${r.pick('position:relative', 'display:flow-root', 'opacity:0.999', 'transform:translateX(0)')};${cover(r)}"></div></div>`,
  round: (r, inner) =>
    `<div style="position:relative">${inner()}<div style="position:absolute;inset:-2px;border-radius:${r.pick('0', '4px', '50%')};${cover(r)}"></div></div>`,
  faded: (r, inner) =>
    `<div style="position:relative">${inner()}<div style="position:absolute;inset:0;opacity:${r.pick('0', '0.5', '1')}"><div style="height:100%;background:#fff"></div></div></div>`,
  turned: (r, inner) =>
    `<div style="position:relative">${inner()}<div style="position:absolute;inset:0;transform:${r.pick('rotate(45deg)', 'scale(0.2)', 'translateY(60px)', 'none')};background:#fff"></div></div>`,
};

const png = (data: string): string => `data:image/png;base64,${data}`;
const solid = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC',
);
const solidByAlpha = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGP4DwQACfsD/fteaysAAAAASUVORK5CYII=',
);
/** In a colour that no words have: whether words are lost in a picture's own is not looked at. */
const colored = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPwbb0EAALHAaUHQvkLAAAAAElFTkSuQmCC',
);
const clear = png(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg==',
);

const laid = (r: HidingRandom): string =>
  `position:absolute;inset:${r.pick('0', '0', '-3px', '0 50% 0 0')};width:${r.pick('100%', '100%', '60px')};height:100%`;

const under = (inner: () => string, on: string): string =>
  `<div style="position:relative">${inner()}${on}</div>`;

/** Covers that only their pixels, or their shapes, tell. */
export const pictured: Record<string, Hiding> = {
  image: (r, inner) =>
    under(
      inner,
      `<img src="${r.pick(solid, solidByAlpha, clear)}" style="${laid(r)};object-fit:${r.pick('fill', 'cover', 'contain', 'none')}">`,
    ),
  imageBelow: (r, inner) =>
    `<div style="position:relative"><img src="${colored}" style="${laid(r)}"><div style="position:relative">${inner()}</div></div>`,
  canvas: (r, inner) =>
    under(
      inner,
      `<canvas width="20" height="20" style="${laid(r)}"></canvas><script>{const c=document.currentScript.previousSibling.getContext('2d');c.fillStyle='#fff';c.fillRect(0,0,${r.pick('20', '20', '10', '0')},20)}</script>`,
    ),
  drawing: (r, inner) =>
    under(
      inner,
      `<svg style="${laid(r)}" ${r.pick('', 'viewBox="0 0 10 10" preserveAspectRatio="none"')}><${r.pick('g', 'g', 'defs')} opacity="${r.pick('1', '1', '0.5')}"><rect width="${r.pick('100%', '100%', '50%')}" height="100%" fill="${r.pick('#fff', '#fff', 'none', 'rgb(255 255 255 / 0.5)')}"/></${r.pick('g', 'g', 'defs')}></svg>`,
    ),
  background: (r, inner) =>
    under(
      inner,
      `<div style="${laid(r)};background-image:url(${r.pick(solid, solid, clear)});background-size:${r.pick('cover', '100% 100%', 'auto', '40px 2px')};background-repeat:${r.pick('repeat', 'no-repeat')}"></div>`,
    ),
  filtered: (r, inner) =>
    under(
      inner,
      `<div style="${laid(r)};background:${r.pick('#fff', '#000')};filter:${r.pick('brightness(3)', 'invert(1)', 'opacity(0.4)', 'hue-rotate(40deg)', 'drop-shadow(0 0 1px red)')}"></div>`,
    ),
  blended: (r, inner) =>
    under(
      inner,
      `<div style="${laid(r)};background:${r.pick('#fff', '#000', '#888')};mix-blend-mode:${r.pick('screen', 'lighten', 'multiply', 'darken', 'difference')}"></div>`,
    ),
  clippedCover: (r, inner) =>
    under(
      inner,
      `<div style="${laid(r)};background:#fff;clip-path:${r.pick('inset(0)', 'inset(0 50% 0 0)', 'circle(10px)', 'polygon(0 0,100% 0,100% 100%,0 100%)')}"></div>`,
    ),
};

/** What sticks, and what lies on it or it lies on. */
export const sticks: Record<string, Hiding> = {
  inItsBox: (r, inner) =>
    `<div style="height:${r.pick('auto', '60px', '200px')}"><div style="position:sticky;${r.pick('top:0', 'top:20px', 'bottom:0')};${r.pick('', 'background:#fff')}">${inner()}</div></div>`,
  under: (r, inner) =>
    `<div style="position:relative;height:${r.pick('auto', '24px', '120px')}"><div style="position:sticky;top:0">${inner()}</div><div style="position:absolute;inset:${r.pick('0', '0 0 50% 0', '0 0 auto 0;height:30px')};${cover(r)}"></div></div>`,
  below: (r, inner) =>
    `<div>${inner()}<div style="position:sticky;top:${r.pick('0', '10px')};height:30px;margin-top:-30px;${cover(r)}"></div>${r.pick('', '<div style="height:100px"></div>')}</div>`,
  whole: (r, inner) =>
    `<div style="position:sticky;top:0">${inner()}<div style="position:absolute;inset:0;${cover(r)}"></div></div>`,
  inScroller: (r, inner) =>
    `<div style="position:relative"><div style="height:60px;overflow:${r.pick('auto', 'hidden')}"><div style="position:sticky;top:0">${inner()}</div><div style="height:${r.pick('10px', '90px')}"></div><div style="position:relative;height:30px;${cover(r)}"></div></div></div>`,
};
