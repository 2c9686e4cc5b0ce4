import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../kiosk.tsx';
import { Icon } from './icon.tsx';
import { Phrases } from './phrases.tsx';

export type PanelProps = { title: string; lead?: ReactNode; children: ReactNode; onClose: () => void };

/** A panel over the screen, low within reach; the focus stays in it, Escape or a touch outside closes it. */
export const Panel = ({ title, lead, children, onClose }: PanelProps) => {
  const { t } = useWords();
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className="panel">
        <Dialog className="panel__dialog">
          <div className="panel__head">
            <div>
              <Heading slot="title" className="panel__title">
                <Phrases words={title} />
              </Heading>
              {lead ? <p className="panel__lead">{lead}</p> : null}
            </div>
            <button type="button" className="panel__close" onClick={onClose}>
              <Icon name="close" size={44} />
              <span>{t('panel.close')}</span>
            </button>
          </div>
          <div className="panel__body">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
