/** As models write them: each way in which a line's beginning may deceive. */
export const answers: readonly string[] = [
  '```js\nconst a = `x`;\n``\n```\nAfter the code.\n\n~~~ py\n~~\n~~~\n~~gone~~\n``` inline ``` code\n',
  'Name | Age\n--- | ---\nAnn | 3\n\nprose with a | bar\nthat goes on, `a | b`.\n',
  'Text before\n| a | **b** |\n|:--|--:|\n| 1 | `x | y` |\n| 2 | [l](http://a.example) |\n\n- [ ] todo\n- [x] done **well**\n  - [ ] inner\n    1. one\n    10. ten\n',
  '$$\nE = mc^2\n$$\n\n\\[\nx\n\\]\nand \\[ y \\] so.\n\n$$ a $$\n\n$$\\begin{x}\n1\n\\end{x}$$\n',
  '1. one\n2. two\n   - x\n\n   para\n10. ten\n\nTitle\n=====\nOther\n---\n\n***\n* * *\n*em* text\n**bold** text\n___\n+ plus\n+1\n-5 degrees\n2026. Or so\n',
  '> quote\n> - item\n>   > inner\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n[1]: https://a.example/x "T"\n[2]: <https://b.example>\n   \'a title\'\n\nSee [1] and [x](y).\n[link](http://a.example) first\n',
  '# Head #\n## Two ##b\n#tag\n####### seven\n\n-     -      -\n\nThe number is\n1.  \nand\n2. that\r\n\r\nmail <a@b.example> 👩🏽‍🚀 &amp; so\0on\r\n',
];
