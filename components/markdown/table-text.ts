/** Cells of a table as plain words, its head first. */
export type TableRows = readonly (readonly string[])[];

/**
 * A cell that a spreadsheet would reckon out, as a text: an answer may say `=HYPERLINK(…)` or `=WEBSERVICE(…)`, which would carry
 * the other cells to a stranger when somebody opens them. Numbers, and a dash alone, are what they are.
 */
function harmless(cell: string): string {
  const text = cell.trim();
  const isNumber = /^[+-]?[\p{Sc}]?[\d.,\u00A0\u202F' ]*\d[\d.,]*\s?[\p{Sc}%‰]?$/u.test(text);
  const isReckoned = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|]/.test(text.replace(/^[\p{Cf}\s]+/u, ''));
  return isReckoned && !isNumber && text.length > 1 ? `'${text}` : text;
}

/** As RFC 4180 has it, with CRLF behind each row. */
export function tableCsv(rows: TableRows): string {
  const field = (cell: string): string => {
    const text = harmless(cell);
    return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

/** Fields parted by tabs, as spreadsheets paste them. */
export function tableTabs(rows: TableRows): string {
  return rows
    .map((cells) => cells.map((cell) => harmless(cell).replaceAll(/\s+/g, ' ')).join('\t'))
    .join('\n');
}

/** For the clipboard: what an editor pastes as a table. */
export function tableHtml([head = [], ...rows]: TableRows): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(harmless(cell)).replaceAll('\n', '<br>')}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => cells('td', row)).join('');
  return `<table><thead>${cells('th', head)}</thead><tbody>${body}</tbody></table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
