import { use, useEffect, type ReactElement, type RefObject } from 'react';
import { Download, WrapText } from 'lucide-react';
import { codeFileName, codeLanguage } from '../../lib/highlight/code-languages.ts';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { richWords } from '../../lib/view/words/rich-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { highlighterOf } from './highlighter.ts';
import { paintCode } from './paint-code.ts';
import { toggleWrappedLines, useWrappedLines } from './wrapped-lines.ts';

interface CodeToolsProps {
  code: string;
  /** As it is written behind the fence. */
  language: string;
  /** Where the code stands, in pieces. */
  shown: RefObject<HTMLElement | null>;
  /** More of it may come. */
  isGrowing: boolean;
}

/** The name of the language, and what can be done with its code; colours it once no more of it comes. */
export function CodeTools({ code, language, shown, isGrowing }: CodeToolsProps): ReactElement {
  const panel = use(CurrentPanel);
  const isWrapped = useWrappedLines();
  const known = codeLanguage(language);
  const id = known?.id;
  const start = panel?.startHighlighter;

  useEffect(() => {
    if (isGrowing || id === undefined || start === undefined || shown.current === null) return;
    return paintCode(shown.current, (wanted) => highlighterOf(start).tokens(wanted, id));
  }, [code, id, isGrowing, start, shown]);

  return (
    <>
      <span className="code-language">{known?.name ?? (language || words.markdown.code)}</span>
      <span className="code-tools">
        <span className={isWrapped ? 'wrap-lines is-on' : 'wrap-lines'}>
          <IconButton
            label={richWords.wrap}
            icon={WrapText}
            size={15}
            onPress={toggleWrappedLines}
            isOn={isWrapped}
          />
        </span>
        {panel && (
          <IconButton
            label={richWords.save}
            icon={Download}
            size={15}
            onPress={() => panel.transfer.saveFile(codeFileName(known), code, 'text/plain')}
          />
        )}
      </span>
    </>
  );
}
