import { remembered } from '../catalog/service-history.ts';
import { onScannedCode } from '../journeys/codes.ts';
import { onPadEmpty, readIfLaid } from '../journeys/identify.ts';
import { onPrinterHeld } from '../journeys/print.ts';
import { onHeld, onReceived } from '../journeys/received.ts';
import { askAppointments } from '../journeys/ticket.ts';
import { sendAwayWhoIsGone } from '../staff/staff.ts';
import { askToTakeCard, onSensed } from './belongings.ts';
import type { Fact } from './events.ts';
import { endInterrupted } from './exit.ts';
import { hallNow } from './in-hall.ts';
import { afterIdentify, leaveWhatIsGone } from './intents.ts';
import { onPaperKept, onPrinterTold } from './paper/told.ts';
import type { Turn } from './turn.ts';

const onPresence = (turn: Turn, presence: Extract<Fact, { kind: 'presence' }>['presence']): void => {
  const before = turn.world;
  if (presence === 'unknown') {
    // The reader has just come up, or come back: the first card found there may be anybody's.
    turn.fact({ card: { presence, trusted: false, fresh: false, tried: false } });
    return;
  }
  if (presence !== 'present') {
    turn.fact({ card: { presence, trusted: true, fresh: false, tried: false } });
    onPadEmpty(turn);
    onSensed(turn, before);
    return;
  }
  const { phase, staff } = turn.session;
  const idle = phase.at === 'attract' && turn.world.outOfService === undefined && staff === undefined;
  if (idle && before.card.trusted) turn.begin();
  const fresh = before.card.trusted && turn.visit !== undefined;
  turn.fact({ card: { presence, trusted: true, fresh, tried: false } });
  askToTakeCard(turn);
  onSensed(turn, before);
  // A card laid while an appointment is spoken of: its screen, with the notice, comes first.
  if (fresh) askAppointments(turn);
  readIfLaid(turn);
};

/** The world has changed. Facts replace facts; only a few of them move a visit. */
export const onFact = (turn: Turn, fact: Fact): void => {
  switch (fact.kind) {
    case 'device': {
      const before = turn.world;
      const old = before.devices[fact.role];
      const since = old?.status.link === fact.status.link ? old.since : turn.now;
      turn.fact({
        devices: { ...turn.world.devices, [fact.role]: { driver: fact.driver, status: fact.status, since } },
      });
      onPrinterTold(turn, fact.role, old?.status, fact.status);
      onSensed(turn, before);
      if (fact.role === 'idReader') readIfLaid(turn);
      if (fact.role === 'documentPrinter') onPrinterHeld(turn);
      return;
    }
    case 'presence':
      return onPresence(turn, fact.presence);
    case 'scan-sources':
      return turn.fact({ scanSources: fact.sources });
    case 'network': {
      const changed = fact.online !== turn.world.network.online;
      turn.fact({
        network: {
          online: fact.online,
          since: changed ? turn.now : turn.world.network.since,
          ...(fact.stopped === undefined ? {} : { stopped: fact.stopped }),
        },
      });
      return;
    }
    case 'clock':
      return turn.fact({ clockOff: fact.off });
    case 'catalogue':
      turn.fact({ catalogue: fact.catalogue, catalogueFault: undefined });
      return leaveWhatIsGone(turn);
    case 'catalogue-fault':
      return turn.fact({ catalogueFault: fact.fault });
    case 'queues':
      return turn.fact({
        queues: fact.queues,
        queuesAt: turn.now,
        served: remembered(turn.world.served, fact.queues, turn.now),
      });
    case 'numbers-left':
      return turn.fact({ numbersLeft: fact.left });
    case 'backlog':
      return turn.fact({ backlog: fact.backlog, quarantine: fact.quarantine });
    case 'staff-people':
      turn.fact({ staffPeople: fact.people });
      return sendAwayWhoIsGone(turn);
    case 'out-of-service':
      // Staff know why they took it out: nobody else's order takes the place of theirs.
      if (turn.world.outOfService?.by === 'staff' && fact.by !== 'staff') return;
      return turn.fact({
        outOfService: { by: fact.by, ...(fact.message === undefined ? {} : { message: fact.message }) },
      });
    case 'in-service':
      // Each lifts only its own, but staff stand before the machine and lift any.
      if (turn.world.outOfService?.by === fact.by || fact.by === 'staff')
        turn.fact({ outOfService: undefined });
      return;
    case 'code':
      return onScannedCode(turn, fact.text, afterIdentify);
    case 'notice':
      return turn.fact({
        notices: [
          ...turn.world.notices.filter(
            ({ id, until }) => id !== fact.id && !(Date.parse(until) <= hallNow(turn.world)),
          ),
          { id: fact.id, text: fact.text, until: fact.until },
        ],
      });
    case 'held':
      return onHeld(turn, fact.id);
    case 'settled':
      return onReceived(turn, fact);
    case 'paper-kept':
      return onPaperKept(turn, fact.stock);
    case 'interrupted':
      return endInterrupted(turn, fact.mark);
  }
};
