import type { Action, Intent } from '../../contract/intents.ts';
import { askedPages } from '../catalog/asked.ts';
import { subjectOf } from '../catalog/subject.ts';
import { callStaff } from '../journeys/call.ts';
import { chooseInCatalogue, chooseOnItem, start } from '../journeys/catalogue.ts';
import { rate } from '../journeys/finish.ts';
import { change, nextInForm, nextInMaterials, setField } from '../journeys/form.ts';
import { toGuideStep } from '../journeys/guide.ts';
import { submit } from '../journeys/hand-in.ts';
import { chooseJourney } from '../journeys/home.ts';
import { type Continue, resumeIdentify } from '../journeys/identify.ts';
import { afterIdentity } from '../journeys/identities.ts';
import { goOnWithoutLicence } from '../journeys/licence.ts';
import { goHome, isCommitting, stepBack } from '../journeys/navigation.ts';
import { openNotice } from '../journeys/notice.ts';
import { chooseDocument, loadDocument, openDocuments, printOwed, startPrint } from '../journeys/print.ts';
import { showProgress } from '../journeys/progress.ts';
import { openReport, sendReport, writeReport } from '../journeys/report.ts';
import { submitCode, typeCode, unseal } from '../journeys/resume.ts';
import { chooseMaterial, chooseSource, confirmScan, dropPage, retake, startScan } from '../journeys/scan.ts';
import { answerCameOut, printSlipAgain } from '../journeys/slips.ts';
import { openSuggestion } from '../journeys/suggestions.ts';
import { handInSupplement, openSupplement } from '../journeys/supplement.ts';
import { afterTicketIdentity, askAppointments, chooseInTicket } from '../journeys/ticket.ts';
import { submitTyped, typeIdentity } from '../journeys/typed.ts';
import { confirmTaken } from './belongings.ts';
import { callWithoutVisit } from './call-without-visit.ts';
import { endVisit } from './exit.ts';
import { extend } from './idle.ts';
import type { Place } from './state.ts';
import type { Turn } from './turn.ts';

/** After the person is known: on with what was wanted. */
export const afterIdentify: Continue = (turn) => {
  switch (turn.visit?.matter?.kind) {
    case 'ticket':
      return afterTicketIdentity(turn);
    case 'apply':
      return afterIdentity(turn);
    case 'print':
      return openDocuments(turn);
    case 'progress':
      return showProgress(turn);
    case 'resume':
      return unseal(turn);
    default:
      return goHome(turn);
  }
};

const choose = (turn: Turn, id: string): void => {
  const place = turn.place;
  switch (place?.at) {
    case 'home':
      return chooseJourney(turn, id);
    case 'ticket':
      return chooseInTicket(turn, id);
    case 'catalogue':
      return chooseInCatalogue(turn, id);
    case 'item':
      return chooseOnItem(turn, id);
    case 'guide':
      return guideTo(turn, Number(id));
    case 'materials':
      return chooseMaterial(turn, id);
    case 'scan':
      return chooseSource(turn, id);
    case 'documents':
      return chooseDocument(turn, id);
    case 'progress':
      return openSupplement(turn, id);
    case 'printing':
      return answerCameOut(turn, id);
    case 'finish':
      return id.startsWith('rate-') ? rate(turn, id) : openSuggestion(turn, id);
    case 'nearby':
      return turn.update({ at: 'nearby', ...(place.point === id ? {} : { point: id }) });
    default:
      return;
  }
};

const forward = (turn: Turn): void => {
  const place = turn.place;
  switch (place?.at) {
    case 'item':
      return start(turn);
    case 'identify':
      return place.who === 'business' ? goOnWithoutLicence(turn, afterIdentify) : submitTyped(turn);
    case 'ticket':
      return askAppointments(turn);
    case 'form':
      return nextInForm(turn);
    case 'materials':
      return turn.visit?.matter?.kind === 'supplement' ? handInSupplement(turn) : nextInMaterials(turn);
    case 'scan':
      return confirmScan(turn);
    case 'review':
      return submit(turn);
    case 'report':
      return sendReport(turn);
    case 'resume':
      return submitCode(turn);
    case 'preview':
      return startPrint(turn);
    case 'guide':
      return guideTo(turn, place.step + 1);
    case 'finish':
      return goHome(turn);
    default:
      return;
  }
};

export const canGoBack = (turn: Turn): boolean => {
  const visit = turn.visit;
  if (visit === undefined || visit.past.length === 0) return false;
  const { place } = visit;
  // A report is an aside: behind its end lies what the person was about.
  if (place.at === 'finish') return place.settled.kind === 'report' && visit.past.at(-1)?.at !== 'home';
  return place.at !== 'printing' && !isCommitting(turn);
};

/** Answers may have hidden a page since it was shown, and a new catalogue may have taken an item away. */
const canShow =
  (turn: Turn) =>
  (place: Place): boolean => {
    const matter = turn.visit?.matter;
    if (place.at === 'guide') return turn.item(place.itemId) !== undefined;
    if (place.at === 'item') return subjectOf(turn.world.catalogue, place.itemId) !== undefined;
    if (place.at !== 'form') return true;
    return (
      matter?.kind === 'apply' &&
      askedPages(matter.asked, matter.values).some((page) => page.id === place.pageId)
    );
  };

const goBack = (turn: Turn): void => {
  if (!canGoBack(turn)) return;
  turn.cancelAwaited();
  stepBack(turn, canShow(turn));
  resumeIdentify(turn);
  loadDocument(turn);
};

/** A new catalogue has taken away what is on the screen: the choice of items is shown instead. */
export const leaveWhatIsGone = (turn: Turn): void => {
  const place = turn.place;
  if (place !== undefined && !canShow(turn)(place)) turn.replace({ at: 'catalogue' });
};

const guideTo = (turn: Turn, step: number): void => {
  if (!toGuideStep(turn, step)) goBack(turn);
};

const print = (turn: Turn, place: Place): void => {
  if (place.at === 'preview') startPrint(turn);
  else if (place.at === 'finish') openNotice(turn);
  else if (place.at === 'trouble' && place.document !== undefined) printOwed(turn);
  else printSlipAgain(turn);
};

/** Touches that count even while the citizen waits for a device or the network. */
const always: ReadonlySet<Action> = new Set([
  'back',
  'home',
  'end-session',
  'extend',
  'call-staff',
  'report',
]);

/** Touches under the idle warning that say: I am here. */
const wakes: ReadonlySet<Action> = new Set(['extend', 'next', 'confirm', 'call-staff', 'report']);

const act = (turn: Turn, action: Action): void => {
  const visit = turn.visit;
  if (visit === undefined) {
    if (action === 'confirm' || action === 'next') confirmTaken(turn);
    else if (action === 'call-staff') callWithoutVisit(turn);
    return;
  }
  if (visit.warnedAt !== undefined && action !== 'end-session') {
    if (!wakes.has(action)) return;
    extend(turn);
    if (action !== 'call-staff' && action !== 'report') return;
  }
  if (visit.awaited.length > 0 && !always.has(action)) return;
  const printing = visit.place.at === 'printing';
  if (isCommitting(turn) && action !== 'end-session' && !(printing && action === 'call-staff')) return;
  switch (action) {
    case 'end-session':
      return endVisit(turn, visit.matter === undefined ? 'finished' : 'cancelled');
    case 'home':
      return goHome(turn);
    case 'back':
      return goBack(turn);
    case 'extend':
      return extend(turn);
    case 'next':
    case 'confirm':
      return forward(turn);
    case 'scan':
      return startScan(turn);
    case 'retake':
      return retake(turn);
    case 'print':
      return print(turn, visit.place);
    case 'report':
      return printing ? undefined : openReport(turn);
    case 'call-staff':
      return callStaff(turn);
  }
};

/** What the person at the screen wants. A touch that was meant for another screen has no effect. */
export const onIntent = (turn: Turn, intent: Extract<Intent, { screenId: number }>): void => {
  if (intent.screenId !== turn.session.screenId) return;
  const waits = (turn.visit?.awaited.length ?? 0) > 0;
  switch (intent.kind) {
    case 'wake':
      if (turn.session.phase.at === 'attract' && turn.world.outOfService === undefined) turn.begin();
      return;
    case 'choose':
      if (!waits && turn.visit?.warnedAt === undefined) choose(turn, intent.id);
      return;
    case 'act':
      return act(turn, intent.action);
    case 'set-field':
      if (turn.place?.at === 'form') return setField(turn, intent.field, intent.value);
      if (typeof intent.value !== 'string' && intent.value !== null) return;
      if (turn.place?.at === 'identify') return typeIdentity(turn, intent.field, intent.value ?? '');
      if (turn.place?.at === 'resume') return typeCode(turn, intent.value ?? '');
      return writeReport(turn, intent.field, intent.value ?? '');
    case 'change':
      if (!waits) change(turn, intent.target);
      return;
    case 'drop-page':
      if (!waits) dropPage(turn, intent.page);
      return;
  }
};
