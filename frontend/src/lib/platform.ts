/** Whether commands are given with ⌘ rather than with Ctrl. */
export const IS_MAC = /mac|iphone|ipad/i.test(navigator.userAgent);
