import packageFile from '../../package.json' with { type: 'json' };

/** Set by the packaging build; a packaged kiosk has no bench, no simulated devices and no development key. */
export const packaged = process.env.KIOSK_BUILD === 'packaged';

export const version: string = packageFile.version;
