import { expect, test } from 'vitest';
import { codePatternsOf, DEFAULT_EXCLUSIONS, findCodes, findMarks } from './remark.ts';

const patterns = codePatternsOf({ prefix: 'BS', spokenPrefix: '白沙' }, ['QIUTIAN']);

test('codes of the county are found in remarks, however they are written', () => {
  expect(findCodes('BS-QIU26 到店自提', patterns)).toEqual(['BS-QIU26']);
  expect(findCodes('报口令 bs2604-2，谢谢', patterns)).toEqual(['BS2604-2']);
  expect(findCodes('朋友说报白沙07有礼', patterns)).toEqual(['白沙07']);
  expect(findCodes('用了 qiutian 券', patterns)).toEqual(['QIUTIAN']);
});

test('nothing else of a remark is kept', () => {
  expect(findCodes('电话打不通请打18600009018，微信 wx1234，房间 A1203', patterns)).toEqual([]);
});

test('markers name the rule that excludes an order', () => {
  expect(findMarks('V-0921小刘', DEFAULT_EXCLUSIONS)).toEqual(['remark_marker']);
  expect(findMarks('系统测试订单', DEFAULT_EXCLUSIONS)).toEqual(['test_order']);
  expect(findMarks('老客户，送杯垫', DEFAULT_EXCLUSIONS)).toEqual([]);
});
