import type { IdCard } from '../../../devices/classes/id-reader.ts';
import type { Known, StaffPerson } from '../../../electron/core/session/state.ts';

/** Whoever comes to the small hall: all invented. */

/** An invented person; nothing of her may be left anywhere after a visit. */
export const invented: IdCard = {
  kind: 'resident-id',
  name: '测试样例',
  sex: 'male',
  idNumber: '11010519491231002X',
  address: '北京市测试区样例路1号',
  validFrom: '2020-01-01',
  validUntil: '2040-01-01',
};

/** Somebody for whom she acts. */
export const principal: IdCard = {
  ...invented,
  name: '测试委托',
  idNumber: '33010619980516002X',
};

const identityOf = ({ name, idNumber }: IdCard) => ({ documentType: 'resident-id', name, idNumber }) as const;

export const secrets = [
  invented.name,
  invented.idNumber,
  '样例路',
  '13800000001',
  '杭州某公司',
  'token-of-hers',
  principal.name,
  principal.idNumber,
  'code-of-a-licence',
];

export const knownPerson: Known = {
  subjectToken: 'token-of-hers',
  profile: { homeAddress: '杭州市西湖区样例路9号', mobile: '13800000001' },
  applications: [
    {
      receiptNumber: 'R-1',
      itemId: 'residence',
      title: '居住登记',
      status: '待补正',
      updatedAt: '2026-11-20T09:00:00+08:00',
      missing: [{ materialId: 'lease', name: '租约' }],
    },
    {
      receiptNumber: 'R-2',
      itemId: 'gone',
      title: '旧事项',
      status: '已办结',
      updatedAt: '2026-10-20T09:00:00+08:00',
      missing: [],
    },
  ],
  documents: [
    {
      id: 'doc-3p',
      title: '参保证明',
      issuer: '社保',
      issuedOn: '2026-11-01',
      pages: 3,
      mediaType: 'application/pdf',
    },
    {
      id: 'doc-fee',
      title: '档案',
      issuer: '档案馆',
      issuedOn: '2026-11-01',
      pages: 1,
      mediaType: 'application/pdf',
      fee: '2元',
    },
    {
      id: 'doc-face',
      title: '不动产',
      issuer: '规资',
      issuedOn: '2026-11-01',
      pages: 1,
      mediaType: 'application/pdf',
      assurance: 'face',
    },
  ],
  appointments: [{ id: 'ap-1', queueId: 'general', at: '2026-11-23T10:30:00+08:00' }],
  suggestions: [{ itemId: 'residence', reason: '居住证快到期' }],
};

/** What her phone's code, and the licence of her shop, are resolved to. */
export const phoneAnswer = { known: knownPerson, person: identityOf(invented) };
export const licenceAnswer = {
  known: {
    ...knownPerson,
    subjectToken: 'token-of-the-shop',
    profile: { businessName: '测试面馆', mobile: '13800000002' },
  },
  person: identityOf(invented),
  business: { name: '测试面馆', creditCode: '92330106MA0CEUX016', role: '经营者' },
};

export const attendant: StaffPerson = {
  id: 's-1',
  name: '值班员',
  role: 'attendant',
  validUntil: '2026-12-31T00:00:00+08:00',
};
