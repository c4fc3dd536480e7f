import { blocksHtml, boxes, codeAs, semantic } from './block-html.ts';
import { documentOf, escaped } from './corpus-page.ts';
import type { Piece } from './piece.ts';

/*
 * Kinds of sites, each after many real ones: what stands around a text on them, and how it is written. All of it is a
 * site's, not the text's, and so in nobody's truth.
 */
export type Site = (piece: Piece) => string;

const links = (...names: string[]): string =>
  names.map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`).join('');
const navigation = `<nav><ul>${links('Home', 'Local', 'Sport', 'Weather', 'Puzzles', 'Subscribe')}</ul></nav>`;
const cookies =
  '<div id="cookie-banner" style="position:fixed;bottom:0;left:0;right:0;background:#eee"><p>We and our 812 partners value your privacy, and store cookies.</p><button>Accept all</button><button>Reject</button></div>';
const footer = `<footer><ul>${links('Imprint', 'Privacy', 'Contact', 'Careers')}</ul><p>© 2025 All rights reserved.</p></footer>`;
const related = `<aside class="related"><h3>Read next</h3><ul>${links('Storms', 'Markets', 'Gardens')}</ul></aside>`;
const comment = (name: string, said: string): string =>
  `<li class="comment"><cite class="fn">${name}</cite> <time>3 January</time><p>${said}</p></li>`;
const comments = `<section id="comments" class="comments"><h2>2 comments</h2><ol>${comment('cyclist77', 'First!')}${comment('marge', 'About time, if you ask me.')}</ol></section>`;

function shell(piece: Piece, body: string, head = ''): string {
  return documentOf({ ...piece, head, body });
}

const inPieces = (piece: Piece): string => blocksHtml(piece.blocks).join('\n');
const title = (piece: Piece): string => escaped(piece.title);

export const sites: Readonly<Record<string, Site>> = {
  newspaper: (piece) =>
    shell(
      piece,
      `${cookies}<header><div class="logo">The Harbour Post</div>${navigation}</header><main><article><h1>${title(piece)}</h1><p class="byline">${escaped(piece.author)}, <time datetime="2025-03-14">14 March 2025</time></p>${blocksHtml(piece.blocks).join('<div class="ad" role="complementary"><span>Advertisement</span></div>')}</article>${related}${comments}</main>${footer}`,
      `<meta property="og:type" content="article"><meta name="author" content="${escaped(piece.author)}"><meta property="article:published_time" content="2025-03-14T08:30:00+01:00">`,
    ),
  blog: (piece) =>
    shell(
      piece,
      `<div id="page" class="hfeed site"><header class="site-header"><a href="/">My weblog</a>${navigation}</header><div id="content"><div id="primary"><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">${title(piece)}</h1><div class="entry-meta">Posted on <time class="entry-date">14 March</time> by <span class="author vcard">${escaped(piece.author)}</span></div></header><div class="entry-content">${inPieces(piece)}<div class="sharedaddy"><a href="/s">Share</a> <a href="/t">Toot</a></div></div></article>${comments}</div><div id="secondary" class="widget-area sidebar"><h2>Archives</h2><ul>${links('March', 'February', 'January')}</ul></div></div></div>${footer}`,
    ),
  documentation: (piece) =>
    shell(
      piece,
      `<div style="display:flex"><nav class="sidebar" style="width:200px"><ul>${links('Install', 'Guide', 'Retrying', 'Timeouts', 'API')}</ul></nav><main class="docs-content" role="main"><h1>${title(piece)}</h1>${blocksHtml(piece.blocks, { ...semantic, heading: (text) => `<h2>${escaped(text)}<a class="hash-link" href="#x" aria-hidden="true" style="opacity:0">#</a></h2>`, code: codeAs.grid }).join('\n')}<div class="pagination-nav"><a href="/p">Previous</a><a href="/n">Next</a></div></main><aside class="toc"><ul>${links('Top')}</ul></aside></div>${footer}`,
    ),
  wiki: (piece) =>
    shell(
      piece,
      `<div id="mw-navigation">${navigation}</div><div id="content" class="mw-body" role="main"><h1 id="firstHeading">${title(piece)}</h1><div id="bodyContent"><div id="mw-content-text"><div class="mw-parser-output">${blocksHtml(piece.blocks, { ...semantic, heading: (text) => `<h2><span class="mw-headline">${escaped(text)}</span><span class="mw-editsection" style="display:none">edit</span></h2>` }).join('\n')}</div></div></div><div id="catlinks"><a href="/c">Categories</a></div></div>${footer}`,
    ),
  boxes: (piece) =>
    shell(
      piece,
      `<div class="a1"><div class="b2" style="display:flex">${['Home', 'Explore', 'You'].map((name) => `<div class="b3"><a href="/${name}">${name}</a></div>`).join('')}</div><div class="c4"><div class="c5"><div class="t1x9"><h1>${title(piece)}</h1></div><div class="d6">${blocksHtml(piece.blocks, boxes).join('\n')}</div></div></div></div>`,
    ),
  tables: (piece) =>
    shell(
      piece,
      `<table width="100%" cellpadding="0"><tr><td colspan="2" bgcolor="#cccccc"><b>My homepage</b></td></tr><tr><td width="120" valign="top"><a href="/a">Home</a><br><a href="/b">Links</a><br><a href="/c">Guestbook</a></td><td valign="top"><h1>${title(piece)}</h1>${inPieces(piece)}</td></tr></table>`,
    ),
  application: (piece) =>
    shell(
      piece,
      `<div id="root"><div class="css-1x2y3z" style="display:grid;grid-template-columns:60px 1fr"><div class="css-9z"><button>Home</button><button>Search</button></div><div class="css-77"><div class="css-4f" role="main"><h1 class="css-h">${title(piece)}</h1><section class="css-body">${inPieces(piece)}</section></div></div></div></div>`,
    ),
  shadow: (piece) =>
    shell(
      piece,
      `<story-page><template shadowrootmode="open"><header>${navigation}</header><story-body><template shadowrootmode="open"><article><h1>${title(piece)}</h1>${inPieces(piece)}</article><input value="ZZSECRET"></template></story-body></template></story-page>`,
    ),
  slots: (piece) =>
    shell(
      piece,
      `<page-frame><template shadowrootmode="open"><div><slot name="top"></slot><article><slot></slot></article><slot name="end"></slot></div></template><p slot="end">All rights reserved.</p><div slot="top">${navigation}</div><h1>${title(piece)}</h1>${inPieces(piece)}<p slot="nowhere">ZZSECRET</p></page-frame>`,
    ),
  frame: (piece) =>
    shell(
      piece,
      `<header>${navigation}</header><main><h1>${title(piece)}</h1><iframe width="900" height="600" srcdoc="${escaped(`<article>${inPieces(piece)}</article><p hidden>ZZSECRET</p><input value="ZZSECRET">`)}"></iframe><iframe width="0" height="0" srcdoc="<p>ZZSECRET</p>"></iframe><iframe style="display:none" width="300" height="200" srcdoc="<p>ZZSECRET</p>"></iframe></main>`,
    ),
  magazine: (piece) =>
    shell(
      piece,
      `<header style="position:sticky;top:0">${navigation}</header><main><div class="hero" style="background:#223"><h1 style="color:#fff">${title(piece)}</h1></div><div class="body" style="columns:2">${inPieces(piece)}</div><figure><img src="x.jpg" alt="ZZSECRET"></figure></main>${related}${footer}`,
    ),
  codehost: (piece) =>
    shell(
      piece,
      `<header>${navigation}</header><div class="repository-content"><ul class="tabs">${links('Code', 'Issues', 'Actions')}</ul><div class="Box"><article class="markdown-body entry-content"><h1>${title(piece)}</h1>${blocksHtml(piece.blocks, { ...semantic, code: codeAs.rows }).join('\n')}</article></div></div>${footer}`,
    ),
  notebook: (piece) =>
    shell(
      piece,
      `<div class="menubar">${['File', 'Edit', 'Run', 'Kernel'].map((name) => `<button>${name}</button>`).join('')}</div><main><div class="jp-Notebook"><div class="jp-Cell"><h1>${title(piece)}</h1></div>${blocksHtml(
        piece.blocks,
        { ...semantic, code: codeAs.cells },
      )
        .map((cell) => `<div class="jp-Cell"><div class="jp-Cell-inputWrapper">${cell}</div></div>`)
        .join('')}</div></main>`,
    ),
  letter: (piece) =>
    shell(
      piece,
      `<center><table width="600"><tr><td><table><tr><td align="center"><a href="/w">View in browser</a></td></tr></table><table><tr><td><h1>${title(piece)}</h1></td></tr>${blocksHtml(
        piece.blocks,
      )
        .map((block) => `<tr><td style="padding:8px">${block}</td></tr>`)
        .join(
          '',
        )}</table><table><tr><td><a href="/u">Unsubscribe</a></td></tr></table></td></tr></table></center>`,
    ),
  bare: (piece) => shell(piece, `<h1>${title(piece)}</h1>${inPieces(piece)}`),
  accordion: (piece) =>
    shell(
      piece,
      `<header>${navigation}</header><main class="kb"><h1>${title(piece)}</h1><details open><summary></summary>${inPieces(piece)}</details><details><summary></summary><p>ZZSECRET</p></details></main>${footer}`,
    ),
  dark: (piece) =>
    shell(
      piece,
      `<header>${navigation}</header><main><article><h1>${title(piece)}</h1>${inPieces(piece)}</article></main>${footer}`,
      '<style>:root{color-scheme:dark}body{background:#111;color:#eee}a{color:#8cf}</style>',
    ),
  scroller: (piece) =>
    shell(
      piece,
      `<div class="app" style="height:700px;display:flex;flex-direction:column"><div class="bar">${navigation}</div><div class="scroll" style="overflow:auto;flex:1"><article><h1>${title(piece)}</h1>${inPieces(piece)}</article></div></div>`,
      '<style>html,body{height:100%;margin:0;overflow:hidden}</style>',
    ),
};
