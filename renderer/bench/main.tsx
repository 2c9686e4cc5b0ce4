import { createRoot } from 'react-dom/client';
import { openBench } from './bench-client.ts';
import { CardPad } from './card-pad.tsx';
import { DocumentPrinter, TicketPrinter } from './printers.tsx';
import { Central, CodeScanner, Scanner } from './scanners.tsx';
import { BenchProvider, useBench } from './use-bench.tsx';
import './bench.css';

/** The kiosk's hardware laid out on a bench: simulated, for development and tests. */
const BenchPanel = () => {
  const { state, problem } = useBench();
  return (
    <main className="bench">
      <header>
        <h1>Bench 测试台</h1>
        <p role="status">
          {problem ?? (state ? '' : 'no state: is the key right? 没有状态，检查地址里的密钥')}
        </p>
      </header>
      <div className="bench__units">
        <div>
          <Central />
          <CardPad />
          <CodeScanner />
        </div>
        <div>
          <TicketPrinter />
        </div>
        <div>
          <Scanner />
          <DocumentPrinter />
        </div>
      </div>
    </main>
  );
};

const place = document.getElementById('bench');
if (!place) throw new Error('index.html lacks its #bench');
createRoot(place).render(
  <BenchProvider client={openBench(decodeURIComponent(location.hash.slice(1)))}>
    <BenchPanel />
  </BenchProvider>,
);
