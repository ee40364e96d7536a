/** Where a plot begins and ends within its frame, in pixels: room for the scale and for the names. */
export const plotLeft = 56
export const plotRight = 104
