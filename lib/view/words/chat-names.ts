/** Of a chat that nobody has named. The tables that have it are loaded apart, and would drift apart. */
export const untitledChat = 'Untitled chat';
