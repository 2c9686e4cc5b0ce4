import type { ScanSource } from '../../../devices/classes/scanner.ts';
import type { DeviceError } from '../../../devices/device.ts';
import type { Material } from '../../contract/catalogue.ts';
import type { Reason, ReasonCode } from '../../contract/reasons.ts';
import { deviceReason, sourceReason, troubleReason } from '../catalog/device-reason.ts';
import { needs } from '../catalog/papers.ts';
import type { PlaceData, ScannedPageRef, SuppliedPaper } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { openLicence } from './licence.ts';
import { lacksNow, matterOf } from './matter.ts';
import { scanQuality } from './scan-quality.ts';

type ScanPlace = Extract<PlaceData, { at: 'scan' }>;

/** Where the catalogue sets no bounds, and for papers of an earlier application that it no longer knows. */
const anyPages = { min: 1, max: 20 };

export const scanMaterial = (
  turn: Turn,
  materialId: string,
): Pick<Material, 'id' | 'name'> & { min: number; max: number } => {
  const matter = turn.visit?.matter;
  if (matter?.kind === 'supplement') {
    const lack = matter.application.missing.find((missing) => missing.materialId === materialId);
    const known = turn
      .item(matter.application.itemId)
      ?.materials.find((material) => material.id === materialId);
    return {
      id: materialId,
      name: known?.name ?? { 'zh-CN': lack?.name ?? materialId },
      ...(known?.pages ?? anyPages),
    };
  }
  const asked = matterOf(turn)?.asked;
  const material = asked && needs(asked).find((candidate) => candidate.id === materialId);
  return {
    id: materialId,
    name: material?.name ?? { 'zh-CN': materialId },
    ...(material?.pages ?? anyPages),
  };
};

const onScan = (turn: Turn): ScanPlace | undefined => (turn.place?.at === 'scan' ? turn.place : undefined);

/** The feeder for several pages, else the first one; one that works before one that does not. */
const firstSource = (turn: Turn, pages: number): ScanSource => {
  const sources = turn.world.scanSources;
  const working = sources.filter((source) => sourceReason(turn.world, source) === undefined);
  return pages > 1 && working.includes('feeder') ? 'feeder' : (working[0] ?? sources[0] ?? 'flatbed');
};

/** Touching a paper opens its scan; papers from the records need nothing. */
export const chooseMaterial = (turn: Turn, materialId: string): void => {
  const matter = turn.visit?.matter;
  if (turn.place?.at !== 'materials' || matter === undefined) return;
  if (matter.kind === 'apply') {
    const line = lacksNow(turn, matter).lines.find(({ material: { id } }) => id === materialId);
    if (line?.material.source === 'licence' && deviceReason(turn.world, 'codeScanner') === undefined)
      openLicence(turn);
    if (line?.material.source !== 'scan') return;
  } else if (
    matter.kind !== 'supplement' ||
    !matter.application.missing.some((lack) => lack.materialId === materialId)
  )
    return;
  if (deviceReason(turn.world, 'scanner') !== undefined) return;
  const { max } = scanMaterial(turn, materialId);
  turn.go({ at: 'scan', materialId, state: 'ready', pages: [], source: firstSource(turn, max) });
};

export const chooseSource = (turn: Turn, id: string): void => {
  const place = onScan(turn);
  const source = turn.world.scanSources.find((offered) => offered === id);
  if (place === undefined || place.state !== 'ready' || source === undefined) return;
  const { problem: _, ...rest } = place;
  turn.update({ ...rest, source, chosen: true });
};

/** What the person at the scanner puts right alone: the scanner is asked again, for its last word may be older than their hands. */
const mendedByHand: ReadonlySet<ReasonCode> = new Set(['scan-jam', 'scan-cover-open']);

/** Starts a scan, or adds pages to what is there. */
export const startScan = (turn: Turn): void => {
  const place = onScan(turn);
  if (place === undefined || place.state !== 'ready') return;
  const { max } = scanMaterial(turn, place.materialId);
  const left = max - place.pages.length;
  if (left <= 0) {
    turn.update({ ...place, problem: { code: 'too-many-pages' } });
    return;
  }
  const reason = sourceReason(turn.world, place.source);
  if (reason !== undefined && !mendedByHand.has(reason.code)) {
    turn.update({ ...place, problem: reason });
    return;
  }
  const { problem: _, ...rest } = place;
  turn.update({ ...rest, state: 'scanning', page: place.pages.length + 1 });
  const used = turn.visit?.used ?? { card: false, glass: false, paper: false, slip: false };
  turn.change({ used: { ...used, glass: true } });
  askForPages(turn, place.source, place.source === 'feeder' ? left : 1, max);
};

const askForPages = (turn: Turn, source: ScanSource, maxPages: number, max: number): void =>
  turn.do({ do: 'scan', ref: turn.await(), request: { source, ...scanQuality(max), maxPages } });

/** Nobody chose the feeder and nothing lies in it: then the paper lies on the glass. Says whether the glass is tried. */
const triedOnGlass = (turn: Turn, place: ScanPlace, error: DeviceError | undefined): boolean => {
  const empty = error?.conditions.some(({ code }) => code === 'feeder-empty') ?? false;
  const untouched = place.source === 'feeder' && !place.chosen && place.pages.length === 0;
  if (!empty || !untouched || !turn.world.scanSources.includes('flatbed')) return false;
  if (sourceReason(turn.world, 'flatbed') !== undefined) return false;
  turn.update({ ...place, source: 'flatbed', page: 1 });
  askForPages(turn, 'flatbed', 1, scanMaterial(turn, place.materialId).max);
  return true;
};

export const onScanProgress = (turn: Turn, page: number): void => {
  const place = onScan(turn);
  if (place?.state === 'scanning') turn.update({ ...place, page: place.pages.length + page });
};

const problemOf = (turn: Turn, error: DeviceError): Reason | undefined => {
  if (error.code === 'cancelled') return undefined;
  const codes = error.conditions.map((condition) => condition.code);
  if (codes.includes('feeder-empty')) return { code: 'scan-empty' };
  if (codes.includes('paper-jam')) return { code: 'scan-jam' };
  if (codes.includes('cover-open')) return { code: 'scan-cover-open' };
  if (error.code === 'timeout') return { code: 'scan-timeout' };
  if (error.code === 'busy') return { code: 'scan-busy' };
  const reason = deviceReason(turn.world, 'scanner');
  // The scanner is well, and the page was torn on its way: the next one may be whole.
  if (reason === undefined && error.code === 'malformed-reply') return { code: 'scan-again' };
  return reason ?? troubleReason(turn.world, 'scanner');
};

/** Pages that came in before a fault are kept. */
export const onScanned = (turn: Turn, pages: readonly ScannedPageRef[], error?: DeviceError): void => {
  const place = onScan(turn);
  if (place === undefined) return;
  if (pages.length === 0 && triedOnGlass(turn, place, error)) return;
  const { page: _, problem: _old, ...rest } = place;
  const problem = error === undefined ? undefined : problemOf(turn, error);
  turn.sound(problem === undefined ? 'done' : 'trouble');
  turn.update({
    ...rest,
    state: 'ready',
    pages: [...place.pages, ...pages],
    ...(problem === undefined ? {} : { problem }),
  });
};

export const retake = (turn: Turn): void => {
  const place = onScan(turn);
  if (place === undefined || place.state !== 'ready') return;
  turn.do({ do: 'drop', handles: place.pages.map((page) => page.handle) });
  const { problem: _, ...rest } = place;
  turn.update({ ...rest, pages: [] });
};

export const dropPage = (turn: Turn, index: number): void => {
  const place = onScan(turn);
  const page = place?.pages[index];
  if (place === undefined || page === undefined || place.state !== 'ready') return;
  turn.do({ do: 'drop', handles: [page.handle] });
  const { problem: _, ...rest } = place;
  turn.update({ ...rest, pages: place.pages.filter((other) => other !== page) });
};

export const canConfirmScan = (turn: Turn, place: ScanPlace): boolean => {
  const { min, max } = scanMaterial(turn, place.materialId);
  return place.state === 'ready' && place.pages.length >= min && place.pages.length <= max;
};

export const confirmScan = (turn: Turn): void => {
  const place = onScan(turn);
  if (place === undefined || !canConfirmScan(turn, place)) return;
  turn.update({ ...place, state: 'saving' });
  turn.do({ do: 'join-pages', ref: turn.await(), pages: place.pages.map((page) => page.handle) });
};

export const onJoined = (
  turn: Turn,
  outcome: { ok: true; handle: string } | { ok: false; reason: Reason },
): void => {
  const place = onScan(turn);
  const matter = turn.visit?.matter;
  if (place === undefined || matter === undefined || !('papers' in matter)) return;
  if (!outcome.ok) {
    turn.update({ ...place, state: 'ready', problem: outcome.reason });
    return;
  }
  const old: SuppliedPaper | undefined = matter.papers[place.materialId];
  turn.do({
    do: 'drop',
    handles: [...place.pages.map((page) => page.handle), ...(old === undefined ? [] : [old.handle])],
  });
  const paper = { handle: outcome.handle, pages: place.pages.length };
  turn.change({ matter: { ...matter, papers: { ...matter.papers, [place.materialId]: paper } } });
  turn.back();
};
