import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { Control } from '../../core/support/walk/controls.ts';

/** What walks have seen: screens, the states of each, and how often one followed another. */
export class WalkMap {
  readonly #edges = new Map<string, Map<string, number>>();
  readonly #states = new Set<string>();
  readonly #labels = new Map<string, Set<string>>();
  #steps = 0;

  /** One step: the snapshot before and the one after it. */
  saw(before: Snapshot, after: Snapshot): void {
    this.#steps += 1;
    this.#states.add(stateOf(after));
    const [from, to] = [before.screen.name, after.screen.name];
    const row = this.#edges.get(from) ?? new Map<string, number>();
    row.set(to, (row.get(to) ?? 0) + 1);
    this.#edges.set(from, row);
  }

  /** A touch that a screen offers, and where it leads. */
  touched(before: Snapshot, { kind, id }: Control, after: Snapshot): void {
    this.saw(before, after);
    const [from, to] = [before.screen.name, after.screen.name];
    if (from === to) return;
    // Ids of the catalogue are many and mean the same; those of the product are its own words.
    const label = kind === 'action' ? id : kind;
    const key = `${from} ${to}`;
    this.#labels.set(key, (this.#labels.get(key) ?? new Set()).add(label));
  }

  /** Touches that lead from the first to the second. */
  labels(from: string, to: string): readonly string[] {
    return [...(this.#labels.get(`${from} ${to}`) ?? [])].sort();
  }

  get steps(): number {
    return this.#steps;
  }

  /** Screens that were seen, in order of their names. */
  get screens(): readonly string[] {
    const targets = [...this.#edges.values()].flatMap((row) => [...row.keys()]);
    return [...new Set([...this.#edges.keys(), ...targets])].sort();
  }

  /** Kinds of snapshot: a screen, in one of its states, with a certain reason, busy or not. */
  get states(): number {
    return this.#states.size;
  }

  /** Pairs of different screens of which one followed the other. */
  get edges(): number {
    return [...this.#edges].reduce((sum, [from, row]) => sum + row.size - (row.has(from) ? 1 : 0), 0);
  }

  /** How often the second followed the first. */
  count(from: string, to: string): number {
    return this.#edges.get(from)?.get(to) ?? 0;
  }

  /** A table screen → screen with the counts; an empty cell was never seen. */
  toMarkdown(title: string): string {
    const { screens } = this;
    const rows = screens.map(
      (from) => `| ${from} | ${screens.map((to) => this.count(from, to) || '').join(' | ')} |`,
    );
    return [
      `# ${title}`,
      '',
      `${this.steps} steps, ${screens.length} screens, ${this.states} states, ${this.edges} edges between screens.`,
      'From the screen at the left to the one at the top; what stayed on its screen is counted too.',
      '',
      `| from \\ to | ${screens.join(' | ')} |`,
      `| --- |${' ---: |'.repeat(screens.length)}`,
      ...rows,
      '',
    ].join('\n');
  }
}

/** Nothing of a person: names of states and reasons only. */
const stateOf = ({ screen, busy, canGoBack }: Snapshot): string =>
  [
    screen.name,
    'state' in screen ? screen.state : '',
    'reason' in screen ? screen.reason.code : '',
    'problem' in screen ? (screen.problem?.code ?? '') : '',
    'unavailable' in screen ? (screen.unavailable?.code ?? '') : '',
    busy ? 'busy' : '',
    canGoBack ? 'back' : '',
  ].join('/');
