import type { CamerasTold } from '../../classes/camera-port.ts';

export type Choice =
  /** An empty label: the names are not known yet, whichever comes first is opened. */
  { readonly there: true; readonly label: string } | { readonly there: false; readonly why: string };

/**
 * Which of the cameras is the document camera: the first whose label has `part` in it (letters' case does not matter),
 * the first of all where `part` is empty. Browsers hide the labels until a camera was allowed once, so a camera without a
 * label may be the one: it is taken for it until the labels are told. Pure.
 */
export const chooseCamera = (part: string, told: CamerasTold | undefined): Choice => {
  if (told === undefined) return { there: false, why: 'no page is connected' };
  if (told.permission === 'denied') return { there: false, why: 'cameras are not permitted' };
  const [first] = told.labels;
  if (first === undefined) return { there: false, why: 'there is no camera' };
  if (part === '') return { there: true, label: first };
  const wanted = part.toLowerCase();
  const match = told.labels.find((label) => label.toLowerCase().includes(wanted));
  if (match !== undefined) return { there: true, label: match };
  if (told.labels.includes('')) return { there: true, label: '' };
  return { there: false, why: `no camera is called "${part}"; there are ${told.labels.join(', ')}` };
};
