import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parseForm } from './form.ts';

const schema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.minLength(1, () => '请填写名称'),
  ),
  roles: v.optional(v.array(v.string()), []),
  password: v.optional(v.string()),
});

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [key, value] of entries) data.append(key, value);
  return data;
}

test('texts are trimmed and lists are lists even of one', () => {
  expect(
    parseForm(
      schema,
      form([
        ['name', ' 春茶节 '],
        ['roles[]', 'planner'],
      ]),
    ),
  ).toEqual({
    ok: true,
    value: { name: '春茶节', roles: ['planner'] },
  });
});

test('a password keeps its spaces and never comes back', () => {
  expect(
    parseForm(
      schema,
      form([
        ['name', 'a'],
        ['password', ' x '],
      ]),
    ),
  ).toMatchObject({ value: { password: ' x ' } });
  expect(
    parseForm(
      schema,
      form([
        ['name', ''],
        ['password', 'secret'],
      ]),
    ),
  ).toEqual({
    ok: false,
    values: { name: '' },
    errors: { name: '请填写名称' },
  });
});

test('a planted field is refused', () => {
  const result = parseForm(
    schema,
    form([
      ['name', 'a'],
      ['isAdmin', '1'],
    ]),
  );
  expect(result).toMatchObject({ ok: false, errors: { isAdmin: expect.any(String) } });
});

test('keys of objects do no harm', () => {
  expect(
    parseForm(
      schema,
      form([
        ['name', 'a'],
        ['__proto__', 'x'],
      ]),
    ).ok,
  ).toBeTypeOf('boolean');
  expect(Object.prototype).not.toHaveProperty('x');
});
