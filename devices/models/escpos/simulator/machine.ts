/** The simulated printer's moving parts and sensors, and how they are told in status bits. */

export type PaperLevel = 'ok' | 'near-end' | 'out';

export type Machine = {
  paper: PaperLevel;
  coverOpen: boolean;
  /** Paper caught: a recoverable mechanical error. */
  jammed: boolean;
  cutterError: boolean;
  unrecoverable: boolean;
  headHot: boolean;
  /** Switched offline by hand. */
  switchedOff: boolean;
  /** The feed button is held. */
  feedButton: boolean;
  /** A slip that was cut and not taken; sensed by some kiosk units only. */
  slipInMouth: boolean;
};

/** Which sensor sees the mouth: as in Citizen's PPU units, as in Custom's KPM units, or none. */
export type MouthSensor = 'citizen' | 'custom';

export const newMachine = (): Machine => ({
  paper: 'ok',
  coverOpen: false,
  jammed: false,
  cutterError: false,
  unrecoverable: false,
  headHot: false,
  switchedOff: false,
  feedButton: false,
  slipInMouth: false,
});

const inError = (machine: Machine): boolean =>
  machine.jammed || machine.cutterError || machine.unrecoverable || machine.headHot;

export const isOffline = (machine: Machine): boolean =>
  machine.paper === 'out' ||
  machine.coverOpen ||
  machine.switchedOff ||
  machine.feedButton ||
  inError(machine);

const bits = (...pairs: readonly (readonly [boolean, number])[]): number =>
  pairs.reduce((sum, [set, mask]) => sum + (set ? mask : 0), 0);

/** The byte that answers `10 04 n`. */
export const realTimeByte = (machine: Machine, query: number, mouth?: MouthSensor): number => {
  const fixed = 0x12;
  switch (query) {
    case 1:
      return fixed + bits([isOffline(machine), 0x08]);
    case 2:
      return (
        fixed +
        bits(
          [machine.coverOpen, 0x04],
          [machine.feedButton, 0x08],
          [machine.paper === 'out', 0x20],
          [inError(machine), 0x40],
        )
      );
    case 3:
      return (
        fixed +
        bits(
          [machine.jammed, 0x04],
          [machine.cutterError, 0x08],
          [machine.unrecoverable, 0x20],
          [machine.headHot, 0x40],
        )
      );
    default:
      return mouth === 'citizen'
        ? fixed +
            bits([machine.paper !== 'ok', 0x0c], [machine.paper === 'out', 0x20], [machine.slipInMouth, 0x40])
        : fixed + bits([machine.paper !== 'ok', 0x0c], [machine.paper === 'out', 0x60]);
  }
};

/** The six bytes that answer `10 04 14` on Custom's units; of the last one no document tells the bits. */
export const fullStatusBytes = (machine: Machine): readonly number[] => [
  0x10,
  0x0f,
  bits([machine.paper === 'out', 0x01], [machine.paper !== 'ok', 0x04], [machine.slipInMouth, 0x20]),
  bits([machine.coverOpen, 0x02]),
  bits([machine.headHot, 0x01]),
  0,
];

/** The four bytes of automatic status back. */
export const statusBackBytes = (machine: Machine): readonly number[] => [
  0x10 + bits([isOffline(machine), 0x08], [machine.coverOpen, 0x20], [machine.feedButton, 0x40]),
  bits(
    [machine.jammed, 0x04],
    [machine.cutterError, 0x08],
    [machine.unrecoverable, 0x20],
    [machine.headHot, 0x40],
  ),
  bits([machine.paper !== 'ok', 0x03], [machine.paper === 'out', 0x0c]),
  0,
];

/** The byte that answers GS r 1. */
export const paperByte = (machine: Machine): number =>
  bits([machine.paper !== 'ok', 0x03], [machine.paper === 'out', 0x0c]);
