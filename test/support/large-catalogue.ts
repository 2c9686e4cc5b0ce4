import { sampleCatalogue } from '../central/data.ts';
import type { Catalogue, Item } from '../central/wire.ts';

/** Papers that a city hands out, and what can be asked about them: a catalogue as long as a whole city's. */

const papers: readonly (readonly [string, string])[] =
  `居住证 residence permit;居民身份证 identity card;户口簿 household register;普通护照 passport;往来港澳通行证 travel permit;
  机动车驾驶证 driving licence;机动车行驶证 vehicle licence;电动自行车号牌 e-bike plate;货车通行证 lorry pass;社会保障卡 social security card;
  养老保险关系 pension insurance;医疗保险关系 medical insurance;失业保险金 unemployment benefit;生育津贴 maternity allowance;住房公积金 housing fund;
  不动产权证书 property certificate;房屋租赁合同 lease;公共租赁住房 public rental housing;营业执照 business licence;食品经营许可证 food licence;
  卫生许可证 hygiene licence;公章 company seal;税务登记 tax registration;完税证明 tax certificate;增值税发票 invoice book;
  职业资格证书 vocational certificate;教师资格证书 teaching certificate;高层次人才认定 talent recognition;就业创业证 employment card;毕业生补贴 graduate subsidy;
  残疾人证 disability card;老年人优待证 senior card;退役军人优待证 veteran card;最低生活保障 living allowance;出生医学证明 birth certificate;
  婚姻登记档案 marriage record;收养登记证 adoption certificate;养犬登记证 dog licence;林木采伐许可 felling permit;取水许可证 water permit;
  道路运输证 road transport permit;出租汽车资格证 taxi certificate;船舶登记证书 ship register;渔业捕捞许可证 fishing permit;律师执业证 lawyer licence;
  公证书 notarial deed;档案查阅证明 archive extract;户外广告许可 billboard permit;建设工程许可 building permit;消防安全许可 fire safety permit`
    .split(';')
    .map((line) => {
      const [name = '', ...english] = line.trim().split(' ');
      return [name, english.join(' ')] as const;
    });

const matters: readonly (readonly [string, string])[] =
  `申领 application;换领 exchange;补领 replacement;注销 cancellation;变更 change;延期 extension;签注 endorsement;年审 yearly check;
  查询 query;打印 print;挂失 loss report;解除挂失 loss recall;信息更正 correction;跨省通办 in another province;代办登记 by an agent;加急办理 urgent;
  遗失声明 declaration of loss;到期提醒 reminder;资格认证 qualification check;异地转移 transfer;接续 continuation;恢复 recovery;暂停 suspension;核验 verification;
  备案 filing;撤销 withdrawal;续期 renewal;分户 division;合并 merger;抵押登记 mortgage;解押登记 release;继承登记 inheritance;
  赠与登记 gift;更名 change of name;地址变更 change of address;联系方式变更 change of contact;费用减免 fee waiver;退费 refund;投诉 complaint;咨询 question`
    .split(';')
    .map((line) => {
      const [name = '', ...english] = line.trim().split(' ');
      return [name, english.join(' ')] as const;
    });

/** 2,000 items, each paper with each matter, on top of the sample hall without its own. Their ids are `paper-matter`, by number. */
export const largeCatalogue = (): Omit<Catalogue, 'items'> & { items: (Item & { keywords: string[] })[] } => {
  const sample = sampleCatalogue();
  const [like] = sample.items.filter(({ route, fee }) => route === 'kiosk' && fee === undefined);
  if (like === undefined) throw new Error('the sample hall has nothing to do at a kiosk');
  const items = papers.flatMap(([paper, paperInEnglish], row) =>
    matters.map(([matter, matterInEnglish], column) => ({
      ...like,
      id: `${row}-${column}`,
      name: { 'zh-CN': `${paper}${matter}`, en: `${paperInEnglish}: ${matterInEnglish}` },
      keywords: [paper, `${matter}${paper}`],
    })),
  );
  const { bundles: _bundles, zones: _zones, ...hall } = sample;
  return { ...hall, version: 'large', items };
};
