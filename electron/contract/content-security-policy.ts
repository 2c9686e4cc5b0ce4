/**
 * What a page of the kiosk may load: its own files, and nothing from anywhere else. `extraConnect`: further addresses
 * that it may open connections to (the web shell's own WebSocket).
 */
export const contentSecurityPolicy = (extraConnect = ''): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ${extraConnect}`.trim(),
    "worker-src 'self' blob:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
