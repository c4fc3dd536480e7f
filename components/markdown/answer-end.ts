import { createContext } from 'react';

/** Whether more may still come to the block that is drawn: it is the last one of an answer that streams. */
export const IsGrowing = createContext(false);
