/** The default body of `GET /api/v1/chat/config`. */
export const demoConfig: Readonly<Record<string, unknown>> = {
  title: 'MIPTech Assistant',
  welcome_message: 'Hello! Ask me anything, or attach the page you are reading and ask about that.',
  placeholder: 'Ask about this page…',
  primary_color: '#2f5fd0',
  suggestions: ['Summarise this page', 'What are the key facts?', 'Show me what your answers can look like'],
  max_message_length: 4000,
  features: { streaming: true, page_context: true },
};
