/**
 * Chinese radicals to the characters they stand for. Fonts in PDF files often name a glyph by its radical, so
 * that text comes out with ⽉ or ⻓ where 月 and 长 were printed; no search and no lexicon finds those.
 * Pairs of radical and character: property Equivalent_Unified_Ideograph, Unicode 14.0. The Kangxi radicals
 * (U+2F00 to U+2FD5) need no table, compatibility normalisation knows them.
 */
const supplement =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛' +
  '⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶' +
  '⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const characterOf = new Map<string, string>();
const signs = [...supplement];
for (let index = 0; index + 1 < signs.length; index += 2) characterOf.set(signs[index]!, signs[index + 1]!);

/** Also undoes the joined letters ﬁ, ﬂ, ﬀ of Latin fonts. Everything else stays as it is. */
export function plainCharacters(text: string): string {
  return text.replace(
    /[\u2e80-\u2fdf\ufb00-\ufb06]/g,
    (sign) => characterOf.get(sign) ?? sign.normalize('NFKC'),
  );
}
