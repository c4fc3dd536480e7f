/** What a place that is shown on a page is marked by, in the browser's registry of highlights. */
export const placeMark = 'miptech-place';

/** Where the script that shows places on a page stands in its own world there, which no page can reach. */
export const pageMarkerKey = 'miptech-page-marker';
