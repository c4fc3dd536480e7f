/** The ways on which what was cut off can be looked up afterwards: nothing is lost, and nothing is left to a person. */
export const waysWithHistory = ['v3', 'rest'] as const;

/** The ways to a platform that the delivery guarantees hold over, whatever each can do. */
export const ways = [...waysWithHistory, 'proxy'] as const;
