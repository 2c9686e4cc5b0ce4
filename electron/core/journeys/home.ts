import { JourneyId } from '../../contract/screens.ts';
import { journeyReason, offeredJourneys } from '../catalog/availability.ts';
import type { Turn } from '../session/turn.ts';
import { openCatalogue } from './catalogue.ts';
import { openPrint } from './print.ts';
import { openProgress } from './progress.ts';
import { openReport } from './report.ts';
import { openResume } from './resume.ts';
import { openTicket } from './ticket.ts';

/** The choice of journeys. What can't be finished now stays visible and does not start. */
export const chooseJourney = (turn: Turn, id: string): void => {
  const journey = JourneyId.safeParse(id);
  if (!journey.success || !offeredJourneys(turn.world).includes(journey.data)) return;
  if (journeyReason(turn.world, journey.data) !== undefined) return;
  switch (journey.data) {
    case 'ticket':
      return openTicket(turn);
    case 'apply':
      return openCatalogue(turn);
    case 'print':
      return openPrint(turn);
    case 'scan':
      return openProgress(turn, 'scan');
    case 'progress':
      return openProgress(turn, 'progress');
    case 'report':
      return openReport(turn);
    case 'nearby':
      return turn.go({ at: 'nearby' });
    case 'resume':
      return openResume(turn);
  }
};
