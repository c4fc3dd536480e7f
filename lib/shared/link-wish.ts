/** Where the reader is told, in its own world on the page, that addresses of links are wanted. */
export const linkWishKey = 'miptech-link-addresses';
