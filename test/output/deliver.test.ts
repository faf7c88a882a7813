/** The output folder over several runs: what is written, what is left alone, what is cleaned up. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestPath } from '../../src/output/manifest.js';
import { referenceSeconds } from '../processor-time.js';
import {
  deliverTo,
  header,
  ignoringCase,
  put,
  rendered,
  scp,
  script,
  temporaryFolder,
  tree,
} from './folder.js';

const documents = rendered('session-documents/documents.tf');
const sets = rendered('identity-center/permission-sets.tf');

describe('a first run', () => {
  it('writes every file and the manifest, the script executable', () => {
    const folder = join(temporaryFolder(), 'deep', 'generated');
    const { states } = deliverTo(folder, [sets, scp, script]);
    expect(states).toEqual({
      [manifestPath]: 'created',
      [scp.path]: 'created',
      [sets.path]: 'created',
      [script.path]: 'created',
    });
    expect(Object.keys(tree(folder))).toEqual([manifestPath, script.path, sets.path, scp.path].sort());
    expect(fs.statSync(join(folder, script.path)).mode & 0o100).toBe(0o100);
    expect(fs.statSync(join(folder, sets.path)).mode & 0o111).toBe(0);
  });

  it('writes nothing when only asked', () => {
    const folder = join(temporaryFolder(), 'generated');
    expect(deliverTo(folder, [sets], { check: true }).states).toHaveProperty(sets.path, 'created');
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('keeps what others have in the folder', () => {
    const folder = temporaryFolder();
    put(folder, 'identity-center/backend.tf', 'terraform {}\n');
    deliverTo(folder, [sets]);
    expect(tree(folder)).toHaveProperty(['identity-center/backend.tf'], 'terraform {}\n');
  });
});

describe('a second run', () => {
  it('finds nothing to do and touches nothing', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, scp, script]);
    const before = fs.statSync(join(folder, sets.path), { bigint: true });
    expect(deliverTo(folder, [sets, scp, script]).states).toEqual({});
    const after = fs.statSync(join(folder, sets.path), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('takes CRLF line ends of a checkout for equal, and leaves them', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, scp]);
    for (const [path, text] of Object.entries(tree(folder))) put(folder, path, text.replaceAll('\n', '\r\n'));
    const before = tree(folder);
    expect(deliverTo(folder, [sets, scp]).states).toEqual({});
    expect(tree(folder)).toEqual(before);
  });

  it('takes a single CRLF line end for an edit: no checkout makes it, and a shell reads it as another word', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, script]);
    for (const { path, text } of [sets, script]) put(folder, path, text.replace('\n', '\r\n'));
    expect(deliverTo(folder, [sets, script]).states).toEqual({
      [sets.path]: 'changed',
      [script.path]: 'changed',
    });
    expect(tree(folder)).toMatchObject({ [sets.path]: sets.text, [script.path]: script.text });
  });

  it('rewrites a hand-edited file that still bears the marker, and restores a missing one', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, documents, scp]);
    put(folder, sets.path, `${header}\nedited\n`);
    put(folder, scp.path, '{}\n');
    fs.unlinkSync(join(folder, documents.path));
    const { states } = deliverTo(folder, [sets, documents, scp]);
    expect(states).toEqual({ [sets.path]: 'changed', [documents.path]: 'created', [scp.path]: 'changed' });
    expect(tree(folder)).toMatchObject({
      [sets.path]: sets.text,
      [documents.path]: documents.text,
      [scp.path]: scp.text,
    });
  });

  it('gives back a lost executable bit', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [script]);
    fs.chmodSync(join(folder, script.path), 0o644);
    expect(deliverTo(folder, [script]).states).toEqual({ [script.path]: 'changed' });
    expect(fs.statSync(join(folder, script.path)).mode & 0o100).toBe(0o100);
  });

  it('repairs a manifest that is missing or holds conflict markers', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, documents, scp]);
    const manifest = tree(folder)[manifestPath] ?? '';
    put(
      folder,
      manifestPath,
      manifest.replace('  "files"', '<<<<<<< HEAD\n=======\n>>>>>>> branch\n  "files"'),
    );
    expect(deliverTo(folder, [sets, scp]).states).toEqual({
      [manifestPath]: 'changed',
      [documents.path]: 'orphaned',
    });
    fs.unlinkSync(join(folder, manifestPath));
    expect(deliverTo(folder, [sets, scp]).states).toEqual({ [manifestPath]: 'created' });
  });
});

describe('orphans', () => {
  it('go, together with folders that they leave empty', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, documents, scp]);
    expect(deliverTo(folder, [sets], { check: true }).states).toEqual({
      [manifestPath]: 'changed',
      [documents.path]: 'orphaned',
      [scp.path]: 'orphaned',
    });
    deliverTo(folder, [sets]);
    expect(Object.keys(tree(folder))).toEqual([manifestPath, sets.path]);
    expect(fs.existsSync(join(folder, 'session-documents'))).toBe(false);
  });

  it('leave a folder that holds something else', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, documents]);
    put(folder, 'session-documents/backend.tf', '\n');
    deliverTo(folder, [sets]);
    expect(Object.keys(tree(folder))).toContain('session-documents/backend.tf');
  });

  it('stay when somebody took them over', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets, documents, scp]);
    put(folder, documents.path, 'locals {}\n');
    put(folder, scp.path, '{}\n');
    const { states, codes } = deliverTo(folder, [sets]);
    expect(states).toEqual({ [manifestPath]: 'changed' });
    expect(codes.toSorted()).toEqual([
      'output-orphan-kept generated/identity-center/scp.json',
      'output-orphan-kept generated/session-documents/documents.tf',
    ]);
    expect(tree(folder)).toMatchObject({ [documents.path]: 'locals {}\n', [scp.path]: '{}\n' });
  });

  it('are the files of the other syntax, also without a manifest', () => {
    const folder = temporaryFolder();
    const jsonSets = {
      path: `${sets.path}.json`,
      text: '{\n  "//": "Code generated by ssm-runas-gen from ssm-runas.yaml; DO NOT EDIT."\n}\n',
      executable: false,
    };
    deliverTo(folder, [sets]);
    expect(deliverTo(folder, [jsonSets]).states).toMatchObject({
      [sets.path]: 'orphaned',
      [jsonSets.path]: 'created',
    });
    fs.unlinkSync(join(folder, manifestPath));
    expect(deliverTo(folder, [sets]).states).toMatchObject({
      [jsonSets.path]: 'orphaned',
      [sets.path]: 'created',
    });
    expect(Object.keys(tree(folder))).toEqual([manifestPath, sets.path]);
  });

  it('are never looked for outside, whatever the manifest says', () => {
    const parent = temporaryFolder();
    const folder = join(parent, 'generated');
    deliverTo(folder, [sets]);
    put(parent, 'precious.tf', `${header}\n`);
    put(parent, 'linked/precious.tf', `${header}\n`);
    fs.symlinkSync(join(parent, 'linked'), join(folder, 'link'));
    const digest = '0'.repeat(64);
    const paths = [
      '../precious.tf',
      `${parent}/precious.tf`,
      'link/precious.tf',
      'a/../../precious.tf',
      './x',
      '',
    ];
    const files = paths.map((path) => `    ${JSON.stringify(path)}: "${digest}"`).join(',\n');
    put(folder, manifestPath, `{\n  "//": "${header.slice(2)}",\n  "files": {\n${files}\n  }\n}\n`);
    deliverTo(folder, [sets]);
    expect(Object.keys(tree(parent))).toEqual(
      expect.arrayContaining(['precious.tf', 'linked/precious.tf', 'generated/link']),
    );
  });
});

describe('what is not ours', () => {
  const refusals: Record<string, { arrange: (folder: string, parent: string) => void; code: string }> = {
    'a file without the marker': {
      arrange: (folder) => put(folder, sets.path, 'locals {}\n'),
      code: `output-foreign-file generated/${sets.path}`,
    },
    'an unlisted file without room for a marker': {
      arrange: (folder) => put(folder, scp.path, '{}\n'),
      code: `output-foreign-file generated/${scp.path}`,
    },
    'a foreign manifest': {
      arrange: (folder) => put(folder, manifestPath, '{}\n'),
      code: `output-foreign-file generated/${manifestPath}`,
    },
    'a link to a file': {
      arrange: (folder, parent) => {
        put(parent, 'target.tf', sets.text);
        fs.mkdirSync(join(folder, 'identity-center'), { recursive: true });
        fs.symlinkSync(join(parent, 'target.tf'), join(folder, sets.path));
      },
      code: `output-is-link generated/${sets.path}`,
    },
    'a link to nowhere': {
      arrange: (folder) => {
        fs.mkdirSync(join(folder, 'identity-center'), { recursive: true });
        fs.symlinkSync('nowhere', join(folder, sets.path));
      },
      code: `output-is-link generated/${sets.path}`,
    },
    'a linked folder': {
      arrange: (folder, parent) => {
        fs.mkdirSync(join(parent, 'elsewhere'));
        fs.mkdirSync(folder, { recursive: true });
        fs.symlinkSync(join(parent, 'elsewhere'), join(folder, 'identity-center'));
      },
      code: 'output-is-link generated/identity-center',
    },
    'a folder in the place of a file': {
      arrange: (folder) => fs.mkdirSync(join(folder, sets.path), { recursive: true }),
      code: `output-not-a-file generated/${sets.path}`,
    },
    ...Object.fromEntries(
      [
        'override.tf',
        'backend_override.tf',
        '_override.tf',
        'override.tf.json',
        'x_override.tf.json',
        'override.tofu',
        'x_override.tofu',
        'override.tofu.json',
        'permission-sets_override.tofu.json',
        'permission-sets.tofu',
      ].map((name) => [
        `${name} next to permission-sets.tf`,
        {
          arrange: (folder: string) => put(folder, `identity-center/${name}`, 'locals {}\n'),
          code: `output-override-file generated/identity-center/${name}`,
        },
      ]),
    ),
    'a link that is an override file': {
      arrange: (folder) => {
        fs.mkdirSync(join(folder, 'identity-center'), { recursive: true });
        fs.symlinkSync('nowhere', join(folder, 'identity-center/override.tf'));
      },
      code: 'output-override-file generated/identity-center/override.tf',
    },
    'a file in the place of a folder': {
      arrange: (folder) => put(folder, 'identity-center', header),
      code: 'output-not-a-folder generated/identity-center',
    },
  };

  it.each(Object.entries(refusals))('%s is named, and nothing at all is touched', (_, { arrange, code }) => {
    const parent = temporaryFolder();
    const folder = join(parent, 'generated');
    arrange(folder, parent);
    const before = tree(parent);
    expect(deliverTo(folder, [documents, sets, scp]).codes).toEqual([code]);
    expect(tree(parent)).toEqual(before);
  });

  it('a .tofu.json file hides the generated .tf.json of its name', () => {
    const folder = join(temporaryFolder(), 'generated');
    const json = rendered('identity-center/permission-sets.tf.json');
    put(folder, 'identity-center/permission-sets.tofu.json', '{}\n');
    expect(deliverTo(folder, [json], { check: true }).codes).toEqual([
      'output-override-file generated/identity-center/permission-sets.tofu.json',
    ]);
  });

  it('a name that overrides nothing is left alone', () => {
    const folder = join(temporaryFolder(), 'generated');
    for (const name of ['overrides.tf', '.override.tf', 'nooverride.tf', 'x_override.tfvars', 'more.tofu'])
      put(folder, `identity-center/${name}`, '');
    put(folder, 'client/override.tf', '');
    fs.mkdirSync(join(folder, 'identity-center/override.tf'));
    expect(deliverTo(folder, [documents, sets, script]).codes).toEqual([]);
  });

  it('an unlisted file that holds what we would write is adopted', () => {
    const folder = temporaryFolder();
    put(folder, scp.path, scp.text);
    expect(deliverTo(folder, [scp]).states).toEqual({ [manifestPath]: 'created' });
  });

  it('a file in the place of the output folder, or on the way, is named', () => {
    const parent = temporaryFolder();
    put(parent, 'generated', '');
    expect(() => deliverTo(join(parent, 'generated'), [sets])).toThrow('generated is not a folder');
    expect(() => deliverTo(join(parent, 'generated', 'below'), [sets])).toThrow('is not a folder');
  });

  it('the output folder itself may be a link, but not to nowhere', () => {
    const parent = temporaryFolder();
    fs.mkdirSync(join(parent, 'real'));
    fs.symlinkSync('real', join(parent, 'generated'));
    deliverTo(join(parent, 'generated'), [sets]);
    expect(Object.keys(tree(join(parent, 'real')))).toContain(sets.path);
    fs.symlinkSync('nowhere', join(parent, 'lost'));
    expect(() => deliverTo(join(parent, 'lost'), [sets])).toThrow('is a link');
  });
});

describe('where letter case does not count', () => {
  it('a file of others that a generated one would replace is named, and nothing is touched', () => {
    for (const path of ['identity-center/Permission-Sets.tf', 'Identity-Center/permission-sets.tf']) {
      const folder = join(temporaryFolder(), 'generated');
      put(folder, path, 'locals {}\n');
      expect(deliverTo(folder, [sets], { fs: ignoringCase }).codes).toEqual([
        `output-foreign-file generated/${sets.path}`,
      ]);
      expect(tree(folder)).toEqual({ [path]: 'locals {}\n' });
    }
  });

  it('an override file in a folder of other letters is named', () => {
    const folder = join(temporaryFolder(), 'generated');
    put(folder, 'Identity-Center/override.tf', 'locals {}\n');
    expect(deliverTo(folder, [sets], { fs: ignoringCase }).codes).toEqual([
      'output-override-file generated/identity-center/override.tf',
    ]);
  });

  it('its own files are its own in other letters', () => {
    const folder = join(temporaryFolder(), 'generated');
    deliverTo(folder, [sets, script]);
    fs.renameSync(join(folder, 'identity-center'), join(folder, 'Identity-Center'));
    expect(deliverTo(folder, [sets, script], { fs: ignoringCase }).states).toEqual({});
  });
});

describe('what may be in an output folder', () => {
  it('is refused where a folder above it is a link to nowhere', () => {
    const above = temporaryFolder();
    fs.symlinkSync(join(above, 'nowhere'), join(above, 'link'));
    expect(() => deliverTo(join(above, 'link/deep/generated'), [sets])).toThrow('is a link');
  });

  it('is read in a time that grows with its size', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets]);
    put(folder, manifestPath, `${header}${'\n'.repeat(300_000)}`);
    expect(referenceSeconds(() => deliverTo(folder, [sets], { check: true }))).toBeLessThan(2);
  });

  it('is not read where it is larger than anything that is generated', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [sets]);
    fs.truncateSync(join(folder, sets.path), 300 * 1024 * 1024);
    expect(() => deliverTo(folder, [sets])).toThrow('cannot be read');
  });
});
