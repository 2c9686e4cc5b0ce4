import { type PointerEvent, useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';
import type { GroupProps } from './option-field.tsx';
import {
  type Point,
  SIGNATURE_HEIGHT,
  SIGNATURE_WIDTH,
  type Stroke,
  signaturePath,
} from './signature-path.ts';

/** Signed with a finger. The drawing is the value: SVG path data. */
export const SignatureField = ({ field, label, hideLabel, error, value, onChange }: SignatureFieldProps) => {
  const { t } = useWords();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const drawing = useRef<Point[] | null>(null);
  const path = strokes.length > 0 ? signaturePath(strokes) : value;

  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * SIGNATURE_WIDTH,
      y: ((event.clientY - box.top) / box.height) * SIGNATURE_HEIGHT,
    };
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = [pointOf(event)];
    setStrokes((before) => [...before, drawing.current ?? []]);
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    const points = drawing.current;
    if (!points) return;
    const more = [...points, pointOf(event)];
    drawing.current = more;
    setStrokes((before) => [...before.slice(0, -1), more]);
  };
  const end = (): void => {
    if (!drawing.current) return;
    drawing.current = null;
    onChange(signaturePath(strokes));
  };
  const clear = (): void => {
    setStrokes([]);
    onChange(null);
  };
  return (
    <fieldset className="signature" data-field={field.id} data-error={Boolean(error)}>
      <legend className={hideLabel ? 'unseen' : 'field__label'}>{label}</legend>
      <div className="signature__paper">
        <svg
          viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
          role="img"
          aria-label={t(path ? 'form.signature.signed' : 'form.signature.empty')}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <path className="signature__line" d={`M60 320h${SIGNATURE_WIDTH - 120}`} />
          <path className="signature__ink" d={path} />
        </svg>
        {path ? null : <span className="signature__hint">{t('form.signature.hint')}</span>}
      </div>
      <div className="signature__below">
        <span className="field__about">
          {error ? (
            <span className="field__error" role="alert">
              {error}
            </span>
          ) : (
            t('form.signature.about')
          )}
        </span>
        <button
          type="button"
          className="chip"
          aria-disabled={!path}
          onClick={() => (path ? clear() : undefined)}
        >
          <Icon name="retake" size={36} />
          {t('form.signature.clear')}
        </button>
      </div>
    </fieldset>
  );
};

type SignatureFieldProps = GroupProps & { value: string };
