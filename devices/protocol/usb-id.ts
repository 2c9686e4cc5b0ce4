/** How a USB device of a model shows itself. Sources: the model's README. */
export type UsbId = {
  readonly vendorId: number;
  /** Absent: every product of this vendor. */
  readonly productId?: number;
  /** Maker and kind, English. */
  readonly name: string;
  /** What its `hid:` address must say too, e.g. `framing=length`. */
  readonly options?: string;
  /** Set for devices that are known and can't be driven over USB: what to do instead. */
  readonly instead?: string;
};
