import { everyJourneyIn } from './support/every-journey.ts';

everyJourneyIn('en');
