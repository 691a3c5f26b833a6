/** A catalog made up of the words that titles are made of, in Chinese and English, and what people would type for it. */

const ZH =
  '大江 大河 长安 十二 时辰 重庆 森林 二十 不惑 北京 爱情 故事 人民 名义 山海 情 觉醒 年代 琅琊 榜 庆余 年 三体 流浪 地球 狂飙 漫长 季节 隐秘 角落 繁花 都挺好 知否 父母 潜伏 亮剑 士兵 突击 我的 前半生 小 欢喜 别离 舍得 沉默 真相 开端 梦华录 人世间 警察 荣誉 风起 洛阳 陇西 山河 令 有翡 陈情 香蜜 沉沉 烬如霜 花千骨 步步 惊心 甄嬛 传 如懿 延禧 攻略 红楼 梦 水浒 西游 记 三国 演义 白蛇 青蛇 缘起 哪吒 魔童 降世 姜子牙 大鱼 海棠 一出 好戏 夏洛 特烦恼 羞羞 铁拳 战狼 红海 行动 湄公河 唐人街 探案 八佰 金刚川 长津湖 水门桥 你好 李焕英 送你 一朵 小红花 少年 的你 地久 天长 白日 焰火 刺杀 小说家 乐队 夏天 行走 力量 银行 风云 女儿国 春 夏 秋 冬 月光 海 上 花 城 夜 雪 雨 火 灯 归 途 远方 家 母亲 父亲 孩子 青春 毕业 那些 无名 英雄 暗恋 橘生 淮南 最好 我们 致 单身 男女 失恋 三十三天 重返 岁 乘风 破浪 飞驰 人生 疯狂 石头 赛车 外星人 无间 道 花样 年华 东邪 西毒 阿飞 正传 春光 乍泄 一代 宗师 卧虎 藏龙 推手 喜宴 饮食 霸王 别姬 活着 菊豆 秋菊 打官司 大红 灯笼 高高挂 英语 老师 铁路 深圳 上海 南京 敦煌 黄河 长江 草原 西藏 茶 陶瓷 丝绸'.split(
    ' ',
  );
const EN =
  'Night River Lamp House Long Day City Forest Love Story Lost Last First Winter Summer Blue Red Golden Silent Secret Hidden Broken Wild Dark Bright Heart Shadow Light Star Moon Sun Sea Ocean Mountain Road Bridge Garden King Queen Prince Daughter Son Mother Father Brother Sister Stranger Hunter Soldier Doctor Detective Teacher Dancer Painter Singer Ghost Dragon Tiger Wolf Bird Horse Fish Rabbit Train Ship Letter Song Dream Memory Promise Truth Lie Game War Peace Crime Trial Murder Wedding Funeral Holiday Journey Return Escape Rise Fall Edge End Beginning Chronicle Legend Tale Diary Express Hotel School Island Village Street Station Harbour Tower Castle Desert Storm Rain Snow Fire Ash Stone Glass Paper Silver Iron Paris London Tokyo Berlin Shanghai Amélie Café Fiancée Über Élan Kung Fu Panda Buck Bunny Big Little Great Small Old New Young Brave Happy Sad Angry Quiet Perfect Impossible Beautiful Wonderful Strange Double Seven Twelve Hundred Thousand'.split(
    ' ',
  );
const GENRES = ['剧情', '爱情', '悬疑', '古装', '纪录片', 'Drama', 'Comedy', 'Crime', 'Documentary', 'Animation'];

export interface BenchTitle {
  readonly id: string;
  readonly names: readonly string[];
  readonly genres: readonly string[];
  readonly popularity: number;
}

export function makeTitles(count: number, random: () => number): BenchTitle[] {
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';
  const several = (items: readonly string[], least: number, most: number): string[] =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () => pick(items));
  const chinese = (): string => {
    const part = random();
    const name = several(ZH, 2, 4).join('');
    return part < 0.12
      ? `${name}第${pick(['二', '三', '四'])}季`
      : part < 0.2
        ? `${name}${2 + Math.floor(random() * 5)}`
        : name;
  };
  const english = (): string => {
    const part = random();
    if (part < 0.3) return `The ${several(EN, 1, 2).join(' ')} of the ${several(EN, 1, 2).join(' ')}`;
    if (part < 0.5) return `The ${several(EN, 1, 3).join(' ')}`;
    return part < 0.6 ? `${several(EN, 1, 2).join(' ')} ${2 + Math.floor(random() * 3)}` : several(EN, 1, 4).join(' ');
  };
  return Array.from({ length: count }, (_, place) => {
    const kind = random();
    const names = kind < 0.55 ? [chinese(), english()] : kind < 0.8 ? [chinese()] : [english()];
    return { id: `work-${place}`, names, genres: [pick(GENRES)], popularity: 0 };
  });
}
