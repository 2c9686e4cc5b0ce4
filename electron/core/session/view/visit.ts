import { JourneyId, type Screen, type ScreenOf } from '../../../contract/screens.ts';
import { deviceReason, sourceReason } from '../../catalog/device-reason.ts';
import { isOpen } from '../../catalog/hours.ts';
import { printerReason } from '../../catalog/paper-reason.ts';
import { keepsDraft } from '../../journeys/resume.ts';
import { canConfirmScan, scanMaterial } from '../../journeys/scan.ts';
import { hallNow, stampOf } from '../in-hall.ts';
import { warningTime } from '../pace.ts';
import type { Place, Session, Visit, World } from '../state.ts';
import { Turn } from '../turn.ts';
import { identifyScreen } from './identify.ts';
import { itemScreen } from './item.ts';
import { formScreen, materialsScreen, reviewScreen } from './matters.ts';
import {
  catalogueScreen,
  documentsScreen,
  homeScreen,
  lookUpReason,
  ticketScreen,
  withPoint,
} from './places.ts';
import { finishScreen, troubleScreen } from './settled.ts';

type PlaceAt<A extends Place['at']> = Extract<Place, { at: A }>;

const scanScreen = (session: Session, place: PlaceAt<'scan'>): ScreenOf<'scan'> => {
  const turn = new Turn(session);
  const { scanSources } = session.world;
  const feeder = scanSources.includes('feeder') ? sourceReason(session.world, 'feeder') : undefined;
  return {
    name: 'scan',
    material: scanMaterial(turn, place.materialId),
    state: place.state,
    pages: place.pages.map((page) => ({ handle: page.handle, verdicts: [...page.verdicts] })),
    sources: [...scanSources],
    source: place.source,
    canConfirm: canConfirmScan(turn, place),
    ...(place.page === undefined ? {} : { page: place.page }),
    ...(feeder === undefined || scanSources.length < 2 ? {} : { feederUnavailable: feeder }),
    ...(place.problem === undefined ? {} : { problem: place.problem }),
  };
};

const previewScreen = (world: World, visit: Visit, place: PlaceAt<'preview'>): ScreenOf<'preview'> => {
  const documents = visit.lookUp.state === 'known' ? visit.lookUp.known.documents : [];
  const reason =
    place.problem ?? withPoint(world, printerReason(world, 'documentPrinter', place.pages), 'print');
  return {
    name: 'preview',
    title: documents.find((document) => document.id === place.documentId)?.title ?? '',
    pages: place.pages,
    state: place.state,
    ...(place.handle === undefined ? {} : { handle: place.handle }),
    ...(reason === undefined ? {} : { unavailable: reason }),
  };
};

const printingScreen = (world: World, place: PlaceAt<'printing'>): ScreenOf<'printing'> => {
  const isPages = place.what === 'document' || place.what === 'notice';
  const role = isPages ? 'documentPrinter' : 'ticketPrinter';
  const reason = place.state === 'printing' ? deviceReason(world, role) : undefined;
  return {
    name: 'printing',
    what: place.what,
    state: place.state,
    ...(place.progress === undefined ? {} : { progress: place.progress }),
    ...(reason === undefined ? {} : { problem: reason }),
    ...(place.settled?.kind === 'ticket' ? { number: place.settled.number } : {}),
    ...(place.toldAt === undefined ? {} : { toldAt: stampOf(world, place.toldAt) }),
  };
};

const progressScreen = (visit: Visit, place: PlaceAt<'progress'>): ScreenOf<'progress'> => {
  const applications = visit.lookUp.state === 'known' ? visit.lookUp.known.applications : [];
  const reason = lookUpReason(visit);
  return {
    name: 'progress',
    purpose: place.purpose,
    applications: applications.map(({ itemId: _, missing, ...line }) => ({
      ...line,
      missing: missing.map((lack) => ({ ...lack })),
    })),
    waiting: visit.unsent.length,
    ...(reason === undefined ? {} : { unavailable: reason }),
  };
};

const reportScreen = (world: World, place: PlaceAt<'report'>): ScreenOf<'report'> => {
  const item = world.catalogue?.items.find((candidate) => candidate.id === place.from.itemId)?.name;
  return {
    name: 'report',
    text: place.text,
    contact: place.contact,
    state: place.state,
    about: {
      screen: place.from.screen,
      ...(item === undefined ? {} : { item }),
      ...(place.from.fault === undefined ? {} : { fault: place.from.fault }),
    },
  };
};

const nearbyScreen = (world: World, place: PlaceAt<'nearby'>): ScreenOf<'nearby'> => ({
  name: 'nearby',
  ...(place.point === undefined ? {} : { point: place.point }),
  points: [...(world.catalogue?.points ?? [])]
    .sort((a, b) => a.distanceMetres - b.distanceMetres)
    .map(({ kioskServices, ...point }) => ({
      ...point,
      services: JourneyId.options.filter((journey) => kioskServices?.includes(journey)),
      open: isOpen(point.hours, hallNow(world), world.kiosk.timezone),
    })),
});

const shownMedia = ({ handle }: { readonly handle?: string }) => (handle === undefined ? {} : { handle });

const guideScreen = (world: World, place: PlaceAt<'guide'>): ScreenOf<'guide'> => {
  const guide = world.catalogue?.items.find((item) => item.id === place.itemId)?.guide ?? [];
  return {
    name: 'guide',
    steps: guide.map(({ text }) => ({ text })),
    step: Math.min(place.step, Math.max(0, guide.length - 1)),
    ...(place.recording === undefined ? {} : { recording: shownMedia(place.recording) }),
    ...(place.picture === undefined ? {} : { picture: shownMedia(place.picture) }),
  };
};

const placeScreen = (session: Session, visit: Visit): Screen | undefined => {
  const { world } = session;
  const { place } = visit;
  switch (place.at) {
    case 'home':
      return homeScreen(world);
    case 'ticket':
      return ticketScreen(session, visit);
    case 'identify':
      return identifyScreen(session, visit);
    case 'catalogue':
      return catalogueScreen(world, visit);
    case 'item':
      return itemScreen(world, place.itemId);
    case 'form':
      return formScreen(visit);
    case 'materials':
      return materialsScreen(world, visit);
    case 'scan':
      return scanScreen(session, place);
    case 'review':
      return reviewScreen(world, visit);
    case 'documents':
      return documentsScreen(world, visit);
    case 'preview':
      return previewScreen(world, visit, place);
    case 'printing':
      return printingScreen(world, place);
    case 'progress':
      return progressScreen(visit, place);
    case 'report':
      return reportScreen(world, place);
    case 'nearby':
      return nearbyScreen(world, place);
    case 'resume':
      return {
        name: 'resume',
        code: place.code,
        state: place.state,
        ...(place.error === undefined ? {} : { error: place.error }),
      };
    case 'guide':
      return guideScreen(world, place);
    case 'call':
      return { name: 'call', state: place.state, at: stampOf(world, place.since) };
    case 'finish':
      return finishScreen(world, visit);
    case 'trouble':
      return troubleScreen(session, visit);
  }
};

export const visitScreen = (session: Session, visit: Visit): Screen => {
  if (visit.warnedAt !== undefined) {
    const whole = warningTime(visit.pace);
    const left = Math.max(0, whole - (session.world.now - visit.warnedAt));
    return {
      name: 'idle-warning',
      secondsLeft: Math.ceil(left / 1000),
      secondsTotal: Math.ceil(whole / 1000),
      keepsDraft: keepsDraft(new Turn(session)),
    };
  }
  // A catalogue that changed under a running visit may have taken its item away: home is always there.
  return placeScreen(session, visit) ?? homeScreen(session.world);
};
