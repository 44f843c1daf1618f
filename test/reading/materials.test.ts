import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { prepareText } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const facts = loadFacts();
const vocabulary = createVocabulary(facts);
const materials = (text: string) =>
  prepareText(text, vocabulary).passages.flatMap((passage) => passage.materials.map(({ code }) => code));

describe('materials', () => {
  it.each([
    ['praseodymium-neodymium oxide', ['PrNd-oxide']],
    ['PrNd alloy', ['PrNd-metal']],
    ['dysprosium iron', ['DyFe-alloy']],
    ['ferro-gadolinium', ['GdFe-alloy']],
    ['dysprosium and terbium oxide', ['Dy-oxide', 'Tb-oxide']],
    ['PrNd oxide and metal', ['PrNd-oxide', 'PrNd-metal']],
    ['氧化镝、铽，镨钕金属', ['Dy-oxide', 'Tb-oxide', 'PrNd-metal']],
    ['氧化鐠釹和鏑鐵合金', ['PrNd-oxide', 'DyFe-alloy']],
    ['NdFeB scrap (PrNd)', ['NdFeB-scrap']],
    ['钕铁硼毛坯', ['NdFeB-magnet']],
    ['酸化ジスプロシウムと金属ネオジム', ['Dy-oxide', 'Nd-metal']],
    ['산화디스프로슘', ['Dy-oxide']],
    ['der Preis von Dysprosiumoxid und der von Terbiumoxid', ['Dy-oxide', 'Tb-oxide']],
    ['el óxido de disprosio y los imanes de tierras raras', ['Dy-oxide', 'NdFeB-magnet']],
    ['prices with REO 50% per tonne', []],
  ])('%s', (text, expected) => {
    expect(materials(text)).toEqual(expected);
  });

  it('joins every element to oxide and metal in English and Chinese', () => {
    for (const [symbol, lists] of Object.entries(facts.materialWords.elements)) {
      const { en, zh } = lists as unknown as { en: string[]; zh: string[] };
      expect(materials(`the ${en[0]} oxide price`)).toEqual([`${symbol}-oxide`]);
      expect(materials(`the ${en[0]} metal price`)).toEqual([`${symbol}-metal`]);
      expect(materials(`氧化${zh[0]}价格`)).toEqual([`${symbol}-oxide`]);
      expect(materials(`金属${zh[0]}价格`)).toEqual([`${symbol}-metal`]);
    }
  });
});
