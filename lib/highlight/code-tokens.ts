import { createLowlight } from 'lowlight';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scss from 'highlight.js/lib/languages/scss';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { kindOfScope, type CodeTokens } from './token-kinds.ts';

const grammars = {
  ...{ bash, c, cpp, csharp, css, diff, dockerfile, go, graphql, ini, java, javascript, json, kotlin, lua },
  ...{ makefile, markdown, php, powershell, python, r, ruby, rust, scss, sql, swift, typescript, xml, yaml },
};

const lowlight = createLowlight(grammars);
lowlight.registerAlias({ javascript: 'jsx', typescript: 'tsx', xml: 'html', ini: 'toml' });

type Node = ReturnType<typeof lowlight.highlight>['children'][number];

/**
 * What is to be coloured in `code`.
 * @param language an id of `code-languages.ts`. null: no grammar, or one that gave up
 */
export function codeTokens(code: string, language: string): CodeTokens | null {
  if (!lowlight.registered(language)) return null;
  const found: number[] = [];
  let at = 0;

  function add(text: string, kind: number | null): void {
    const start = at;
    at += text.length;
    if (kind === null || text.trim() === '') return;
    const last = found.length - 3;
    // Neighbours of one kind are one token.
    if (last >= 0 && found[last + 2] === kind && (found[last] ?? 0) + (found[last + 1] ?? 0) === start)
      found[last + 1] = (found[last + 1] ?? 0) + text.length;
    else found.push(start, text.length, kind);
  }

  function walk(nodes: readonly Node[], outer: number | null): void {
    for (const node of nodes) {
      if (node.type === 'text') add(node.value, outer);
      if (node.type !== 'element') continue;
      const scope = [node.properties['className']].flat()[0];
      walk(node.children, kindOfScope(String(scope).replace(/^hljs-/, ''), outer));
    }
  }

  try {
    walk(lowlight.highlight(language, code).children, null);
  } catch {
    // A grammar that gave up: the code is shown in one colour, as it would be without it.
    return null;
  }
  // Whatever is coloured stands where it is said to stand, or nothing is.
  return at === code.length ? Int32Array.from(found) : null;
}
