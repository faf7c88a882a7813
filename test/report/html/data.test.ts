/** The data of the page say what the proof says, each cell with statements that are there and have that effect. */
import { describe, expect, it } from 'vitest';
import { outcomeText } from '../../../src/diagnostics/catalog/proof-texts.js';
import { collectData } from '../../../src/report/html/collect-data.js';
import { Cells, pageOutcomeText } from '../../../src/report/html/page/cell.js';
import { haystacksOf, type Question, select } from '../../../src/report/html/page/filter.js';
import { mergedPolicy, ownPolicy, type PageData, type PageRole } from '../../../src/report/html/page-data.js';
import { example, reportInput, violated, violatedAround } from '../report-input.js';

const inputs = [await reportInput(example), await reportInput(violated, violatedAround)];

function statementAt(data: PageData, role: PageRole, [policy, index]: readonly [number, number]) {
  const boundary = role.policy.length - role.merged;
  const list =
    policy === ownPolicy
      ? role.policy.slice(0, boundary)
      : policy === mergedPolicy
        ? role.policy.slice(boundary)
        : data.policies[policy]?.statements;
  return data.statements[list?.[index] ?? -1];
}

describe.each(inputs)('data', (input) => {
  const data = collectData(input);
  const cells = new Cells(data);
  const places = data.roles.flatMap((role, at) =>
    data.scenarios.map((scenario, row) => ({ role, at, scenario, row })),
  );

  it('have the outcomes of the matrix of the proof', () => {
    for (const { role, at, scenario, row } of places) {
      const { outcomes } = cells.at(at, row);
      data.besides.forEach((beside, column) => {
        const results = input.proof.proof.matrix.find(({ id }) => id === scenario.id)?.results ?? [];
        const result = results.find((one) => one.beside === beside && one.roles.includes(role.name));
        const shown = (outcomes[column] ?? []).map((outcome) => pageOutcomeText(outcome, role.osUser));
        expect(shown).toEqual((result?.outcomes ?? []).map(outcomeText));
      });
    }
  });

  it('name statements that exist and have the effect of the outcome', () => {
    let named = 0;
    for (const { role, at, row } of places) {
      for (const { kind, by } of cells.at(at, row).outcomes.flat()) {
        if (kind !== 'denied') expect(by).not.toEqual([]);
        for (const ref of by) {
          named += 1;
          expect(statementAt(data, role, ref)?.Effect).toBe(kind === 'denied' ? 'Deny' : 'Allow');
        }
      }
    }
    expect(named).toBeGreaterThan(200);
  });

  it('put together the policy and the document of each role', () => {
    input.access.roles.forEach(({ policy, document }, at) => {
      const role = data.roles[at];
      expect(role?.policy.map((index) => data.statements[index])).toEqual(policy.Statement);
      expect(role?.content).toEqual(document);
    });
  });

  it('show every violation somewhere', () => {
    expect(data.violations).toHaveLength(input.proof.violations.length);
    for (const { roles, scenarios } of data.violations) {
      expect(roles.length).toBeGreaterThan(0);
      expect(scenarios.length).toBeGreaterThan(0);
    }
  });
});

describe('statements of others', () => {
  const input = inputs[1];
  const data = input && collectData(input);

  it('are told from ours', () => {
    const refs = data?.outcomes.flatMap(({ by }) => by) ?? [];
    const attached = data?.policies.findIndex(({ name }) => name === 'no-resume.json');
    expect(refs).toContainEqual([attached, 0]);
    expect(refs).toContainEqual([mergedPolicy, 1]);
    expect(data?.roles.map(({ merged }) => merged)).toEqual([0, 2, 0]);
  });
});

describe('select', () => {
  const [, input] = inputs;
  if (!input) throw new Error('no input');
  const data = collectData(input);
  const cells = new Cells(data);
  const haystacks = haystacksOf(data);
  const ask = (question: Partial<Question>) => {
    const { roles, scenarios } = select(cells, haystacks, {
      text: '',
      user: '',
      outcome: '',
      beside: undefined,
      ...question,
    });
    return {
      roles: roles.map((at) => data.roles[at]?.name),
      ids: scenarios.map((at) => data.scenarios[at]?.id),
    };
  };

  it('shows everything when nothing is asked', () => {
    expect(ask({})).toEqual({
      roles: data.roles.map(({ name }) => name),
      ids: data.scenarios.map(({ id }) => id),
    });
  });

  it.each([
    ['LINUXDEV', ['developer']],
    ['ops-admin', ['admin']],
    ['stage', ['developer']],
  ])('finds roles by %s', (text, roles) => {
    const found = ask({ text });
    expect(found.roles).toEqual(roles);
    expect(found.ids).toHaveLength(data.scenarios.length);
  });

  it('finds requests by a word that no role has, and both together', () => {
    expect(ask({ text: 'ssh' })).toEqual({
      roles: ['admin', 'developer', 'support'],
      ids: ['document-aws-ssh'],
    });
    expect(ask({ text: 'dev ssh' })).toEqual({ roles: ['developer'], ids: ['document-aws-ssh'] });
    expect(ask({ text: 'nowhere-at-all' }).ids).toEqual([]);
  });

  it('narrows to a user', () => {
    expect(ask({ user: 'dev' }).roles).toEqual(['developer']);
  });

  it('narrows to what is allowed, as it is beside what was chosen', () => {
    const alone = ask({ outcome: 'allowed', beside: 0 }).ids;
    const any = ask({ outcome: 'allowed' }).ids;
    expect(alone).toContain('document-own');
    expect(alone).not.toContain('document-other-role');
    expect(alone).not.toContain('session-other-terminate');
    expect(any).toContain('session-other-terminate');
  });

  it('narrows to violations', () => {
    const found = ask({ outcome: 'violations' });
    expect(found.ids).toContain('session-own-resume');
    expect(ask({ outcome: 'violations', beside: 0 }).ids).not.toContain('session-own-resume');
    expect(found.ids).not.toContain('document-aws-ssh');
  });

  it('narrows to where roles differ in more than their user', () => {
    const { ids } = ask({ outcome: 'differs' });
    expect(ids).toContain('node-hybrid');
    expect(ids).not.toContain('document-own');
  });
});
