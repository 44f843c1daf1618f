import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addReading, documents, type Ledger, openLedger, record } from '../../src/ledger/index.ts';
import { sampleOf } from '../../src/ledger/story.ts';
import { trade } from './make.ts';

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger(':memory:');
});
afterEach(() => ledger.close());

const story = `Overseas sales of magnets made from rare earths climbed to 6,150 tonnes in November, customs figures
showed on Saturday, the second-highest total for any month on record. The rise of about 12 percent from October came
after makers in Ningbo and Ganzhou received the first general licences, which spare them a permit for every single
shipment. Buyers in Germany took the largest share, ahead of those in the United States and in South Korea, while
deliveries to Japan stayed where they had been. For the eleven months together the total was 51,440 tonnes, a little
less than a year earlier, as the spring had been close to a standstill.`;
const chinese = `海关数据显示，十一月份稀土永磁体出口量为六千一百五十吨，环比增长约百分之十二，为有记录以来的第二高位。
此前宁波和赣州的磁材企业获得了首批通用许可证，无需再逐单申请出口许可。德国买家占比最大，其次是美国和韩国，
对日本的出口则基本持平。今年前十一个月累计出口五万一千四百四十吨，略低于去年同期，因为春季的出口几乎停滞。
业内人士表示，随着许可审批加快，年底前出口量有望保持在较高水平，但重稀土含量较高的牌号仍须单独审批。`;

async function file(text: string, location: string): Promise<string> {
  const observation = { ...trade(6150, '2025-11'), quote: '', start: 0, end: 0, read_by: 'test' };
  const document = { text, origin: { kind: 'url', location } } as const;
  return (await addReading(ledger, document, { observations: [observation], numbers: [] }, 'rules 1'))
    .documentId;
}

const stories = async (): Promise<Map<string, string>> =>
  new Map((await documents(ledger)).map((document) => [document.id, document.story]));

describe('documents that copy each other', () => {
  it('in large part, with other heads and ends, are one story', async () => {
    const first = await file(story, 'https://one.example/a');
    const framed = await file(
      `MENU Home Metals\n\nExports jump! ${story}\n\nSign up for our letter.`,
      'https://two.example/b',
    );
    const shortened = await file(story.slice(0, Math.floor(story.length * 0.6)), 'https://three.example/c');
    const retyped = await file(story.toUpperCase().replaceAll('\n', ' '), 'https://four.example/d');
    const found = await stories();
    for (const copy of [framed, shortened, retyped]) expect(found.get(copy)).toBe(first);
    expect(new Set((await record(ledger)).map((row) => row.story))).toEqual(new Set([first]));
  });

  it('in Chinese too', async () => {
    const first = await file(chinese, 'https://one.example/a');
    const copy = await file(
      `来源：转载\n${chinese.replaceAll('\n', '')}\n责任编辑：某某`,
      'https://two.example/b',
    );
    expect((await stories()).get(copy)).toBe(first);
  });

  it('only in a sentence, or in what they report, are not', async () => {
    const first = await file(story, 'https://one.example/a');
    const own = await file(
      `Magnet exports reached 6,150 tonnes in November. We asked five traders what they make of it. Two expect
more of the same in December, because general licences cover the winter's orders; one thinks that buyers are filling
warehouses before the new year and that demand will fall back by spring. The second-highest total for any month on
record says little about grades with much dysprosium, they agree, since those still need a permit for each delivery,
and waiting times there have hardly become shorter than they were in the summer.`,
      'https://two.example/b',
    );
    expect((await stories()).get(own)).toBe(own);
    expect(own).not.toBe(first);
  });

  it('that are too short to tell are each their own', async () => {
    const first = await file('Magnet exports: 6,150 t', 'https://one.example/a');
    const second = await file('Magnet exports: 6,150 t.', 'https://two.example/b');
    expect(await stories()).toEqual(
      new Map([
        [first, first],
        [second, second],
      ]),
    );
  });
});

describe('the sample of a text', () => {
  it('has a size that does not grow without end', () => {
    const long = Array.from({ length: 200_000 }, (_, index) => String((index * 7919) % 10007)).join(' ');
    expect(sampleOf(long).length).toBeLessThanOrEqual(400);
    expect(sampleOf(story).length).toBeGreaterThan(15);
  });
});
