/*
 * PDFs by hand: as much of the format as a text layer needs, and not a byte more. What browsers show as text is what these
 * say is text.
 */

/** A stretch of text where it stands, in points from the lower left corner of a page of 612 × 792. */
export interface MadeRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** points. Default: 12. */
  readonly size?: number;
  readonly font?: 'sans' | 'mono';
  /** Degrees, against the clock. */
  readonly turned?: number;
}

export interface MadePdf {
  readonly pages: readonly (readonly MadeRun[])[];
  readonly info?: Readonly<Record<string, string>>;
  /** Pages of one grey box, as a scan is a picture. */
  readonly isScan?: boolean;
  /** Needs a password to be opened. */
  readonly isLocked?: boolean;
}

const quoted = (text: string): string => `(${text.replaceAll(/[\\()]/g, String.raw`\$&`)})`;

function drawn({ text, x, y, size = 12, font = 'sans', turned = 0 }: MadeRun): string {
  const angle = (turned * Math.PI) / 180;
  const matrix = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)].map((n) =>
    n.toFixed(4),
  );
  return `BT /${font === 'mono' ? 'F2' : 'F1'} ${size} Tf ${matrix.join(' ')} ${x} ${y} Tm ${quoted(text)} Tj ET`;
}

/** Letters beyond Latin-1 have no place in it. */
export function madePdf({ pages, info, isScan = false, isLocked = false }: MadePdf): Uint8Array<ArrayBuffer> {
  const objects: string[] = [];
  const add = (object: string): number => objects.push(object);
  const font = (name: string): number =>
    add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`);
  const [catalogue, tree] = [add(''), add('')];
  const fonts = `/Font << /F1 ${font('Helvetica')} 0 R /F2 ${font('Courier')} 0 R >>`;
  const kids = pages.map((runs) => {
    const content = isScan ? '0.8 g 50 50 500 700 re f' : runs.map(drawn).join('\n');
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 612 792] /Resources << ${fonts} >> /Contents ${stream} 0 R >>`,
    );
  });
  objects[catalogue - 1] = `<< /Type /Catalog /Pages ${tree} 0 R >>`;
  objects[tree - 1] =
    `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  const about = Object.entries(info ?? {}).map(([key, value]) => `/${key} ${quoted(value)}`);
  const described = add(`<< ${about.join(' ')} >>`);
  // The keys fit no password: nobody will ever open it.
  const lock = isLocked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> /ID [<00><00>]`
    : '';

  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root ${catalogue} 0 R /Info ${described} 0 R${lock} >>\nstartxref\n${file.length}\n%%EOF\n`;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`;
  return Uint8Array.from(file, (letter) => letter.codePointAt(0) ?? 0);
}

/** Lines under each other from the top margin down, as a simple program writes them. */
export function column(
  lines: readonly string[],
  { x = 72, top = 720, pitch = 14, size = 12 } = {},
): MadeRun[] {
  return lines.map((text, index) => ({ text, x, y: top - index * pitch, size }));
}
