/** How every chat begins that was exported as Markdown: it is to be read, and can't be imported. */
export const markdownMark = '<!-- A chat of MIPTech Side Panel -->';
