/**
 * The 13 districts and counties of Hangzhou with their streets and towns, for suggestions beside an address. The
 * division is that of 2021 (ten districts, two counties, one county-level city); an address may be anything else.
 */
export type District = { readonly name: string; readonly streets: readonly string[] };

const district = (name: string, streets: string, towns = '', townships = ''): District => ({
  name,
  streets: [
    ...named(streets, '街道'),
    ...named(towns, '镇'),
    ...named(townships, '乡').map((street) => (street === '莪山乡' ? '莪山畲族乡' : street)),
  ],
});

const named = (list: string, ending: string): string[] =>
  list
    .split(' ')
    .filter(Boolean)
    .map((name) => name + ending);

export const hangzhou: readonly District[] = [
  district('上城区', '清波 湖滨 小营 南星 紫阳 望江 凯旋 采荷 闸弄口 四季青 笕桥 彭埠 九堡 丁兰'),
  district(
    '拱墅区',
    '米市巷 湖墅 小河 和睦 拱宸桥 大关 上塘 祥符 康桥 半山 天水 武林 长庆 潮鸣 朝晖 文晖 东新 石桥',
  ),
  district('西湖区', '北山 西溪 灵隐 翠苑 文新 古荡 转塘 留下 蒋村', '三墩 双浦'),
  district('滨江区', '西兴 长河 浦沿'),
  district(
    '萧山区',
    '城厢 北干 蜀山 新塘 靖江 南阳 闻堰 宁围 新街 盈丰',
    '楼塔 河上 戴村 浦阳 进化 临浦 义桥 所前 衙前 瓜沥 益农 党湾',
  ),
  district('余杭区', '五常 仓前 余杭 闲林 中泰 良渚 仁和', '瓶窑 径山 黄湖 鸬鸟 百丈'),
  district('临平区', '临平 东湖 南苑 星桥 运河 乔司 崇贤', '塘栖'),
  district('钱塘区', '下沙 白杨 河庄 义蓬 新湾 临江 前进'),
  district(
    '富阳区',
    '富春 春江 东洲 鹿山 银湖',
    '万市 洞桥 新登 渌渚 永昌 里山 常绿 场口 常安 龙门 大源 灵桥 胥口',
    '渔山 环山 湖源 上官 春建 新桐',
  ),
  district(
    '临安区',
    '锦城 玲珑 锦南 锦北 青山湖',
    '高虹 太湖源 於潜 太阳 潜川 昌化 河桥 湍口 清凉峰 岛石 板桥 天目山 龙岗',
  ),
  district('桐庐县', '城南 旧县 凤川 桐君', '富春江 横村 江南 分水 瑶琳 百江 钟山', '合村 莪山 新合'),
  district(
    '淳安县',
    '',
    '千岛湖 文昌 石林 临岐 威坪 姜家 梓桐 汾口 中洲 大墅 枫树岭',
    '里商 金峰 富文 左口 屏门 瑶山 王阜 宋村 鸠坑 浪川 界首 安阳',
  ),
  district(
    '建德市',
    '新安江 洋溪 更楼',
    '梅城 下涯 大洋 三都 乾潭 莲花 寿昌 大同 航头 大慈岩 李家 杨村桥',
    '钦堂',
  ),
];
