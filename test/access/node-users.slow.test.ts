/**
 * The script of `nodes.users` with the real Linux user tools: Debian's useradd and visudo, in a mount namespace whose /etc and /home are
 * copies in memory. The machine's own /etc is never written: the script is started only where a mark shows that /etc is the copy.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nodeUsersScript, sudoersName } from '../../src/access/node-users.js';
import type { NodeAccount } from '../../src/mapping/model.js';
import { quotedForSh } from '../../src/shell/quote.js';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';

const shells = [['dash'], ['bash', '--posix'], ['busybox', 'sh']] as const;

const hasTools = [
  ['unshare', '--version'],
  ['useradd', '--help'],
  ['visudo', '-V'],
  ['dash', '-c', ':'],
  ['busybox', 'true'],
].every(([program = '', ...probe]) => hasProgram(program, probe));
const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  if (process.env.REQUIRE_TOOLS)
    throw new Error('REQUIRE_TOOLS is set, but only root can try to create Linux users');
  console.warn('\n*** SKIPPED: only root can try to create Linux users, in a copy of /etc ***\n');
}

const account = (osUser: string, more: Partial<NodeAccount> = {}): NodeAccount => ({
  osUser,
  uid: undefined,
  shell: '/bin/sh',
  home: `/home/${osUser}`,
  groups: [],
  sudo: 'none',
  ...more,
});

const ops = account('ops', {
  uid: 3001,
  groups: ['docker-like'],
  sudo: ['/usr/bin/systemctl restart app', '/usr/bin/id'],
});
const all: readonly NodeAccount[] = [account('boss', { sudo: 'all' }), account('dev'), ops];
const script = (accounts: readonly NodeAccount[] = all, skipped: readonly string[] = []) =>
  nodeUsersScript({ accounts, skipped });

/** What a copy is made with: no directory, a group to be in, and a sudoers file that reads /etc/sudoers.d. */
const stage = `set -eu
root=$(mktemp -d)
mount -t tmpfs tmpfs "$root"
mkdir "$root/home"
cp -a /etc "$root/etc"
: > "$root/etc/.copy-of-a-test"
mount --bind "$root/etc" /etc
mount --bind "$root/home" /home
[ -e /etc/.copy-of-a-test ]
printf 'passwd: files\\ngroup: files\\nshadow: files\\n' > /etc/nsswitch.conf
rm -f /etc/sudoers.d/*
printf 'root ALL=(ALL:ALL) ALL\\n@includedir /etc/sudoers.d\\n' > /etc/sudoers
chmod 0440 /etc/sudoers
groupadd docker-like
set +e
tree() { find /etc /home -newer /etc/.copy-of-a-test ! -path /etc -print | sort; cat /etc/passwd /etc/group /etc/shadow /etc/sudoers.d/* 2>/dev/null | cksum; }
`;

interface Run {
  readonly status: number | null;
  readonly out: string;
}

/** Runs \`steps\` in the copy; \`users N\` in them runs the script. */
function inCopy(steps: string, text = script(), shell: readonly string[] = ['dash']): Run {
  const users = `users() { [ -e /etc/.copy-of-a-test ] || exit 99; ${shell.join(' ')} -c ${quotedForSh(text)} 2>&1; echo "status $?"; }\n`;
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-c', stage + users + steps],
    { encoding: 'utf8', timeout: hangGuard },
  );
  return { status, out: stdout + stderr };
}

/** What a step does to a node before the script runs, and what the script must say. */
const hostile: Readonly<Record<string, readonly [before: string, said: RegExp]>> = {
  'a user with another uid': [
    'useradd -m -s /bin/sh -U -u 4000 ops',
    /ops: refused: its uid is 4000 and not 3001/,
  ],
  'a system user': [
    'useradd -r -U -s /bin/sh -d /home/dev dev',
    /dev: refused: its uid \d+ is that of a system user/,
  ],
  'a uid above those of people': ['useradd -U -u 60001 -s /bin/sh dev', /dev: refused: its uid 60001/],
  'a uid that is taken': ['useradd -u 3001 somebody', /ops: refused: the uid 3001 belongs to somebody/],
  'a group that is missing': ['groupdel docker-like', /ops: refused: the group docker-like does not exist/],
  'a group with the name of the user': ['groupadd dev', /dev: refused: a group with this name exists/],
  'a second user with its uid': [
    'useradd -m -s /bin/sh -U -u 3001 ops; useradd -o -u 3001 twin',
    /ops: refused: another user has the uid 3001 too/,
  ],
  'a user in a group that the mapping does not give': [
    'useradd -m -s /bin/sh -U -G adm dev',
    /dev: refused: it is in the group adm/,
  ],
  'a user with another home': [
    'useradd -m -d /home/else -s /bin/sh -U dev',
    /dev: refused: its home is \/home\/else/,
  ],
  'a user with a shared primary group': [
    'useradd -m -N -g users -s /bin/sh dev',
    /dev: refused: its primary group/,
  ],
  'a user with a password': [
    "useradd -m -s /bin/sh -U dev; usermod -p 'x1y2z3' dev",
    /dev: refused: it has a password/,
  ],
  'a user with an empty password': [
    "useradd -m -s /bin/sh -U dev; usermod -p '' dev",
    /dev: refused: it has a password/,
  ],
  "a home that is somebody else's": ['mkdir /home/dev', /dev: refused: \/home\/dev exists/],
  'a home that is a link': ['ln -s /etc /home/dev', /dev: refused: \/home\/dev exists/],
  'a home of a user that was given to somebody else': [
    'useradd -m -s /bin/sh -U dev; chown daemon /home/dev',
    /dev: refused: \/home\/dev is not a folder of its own/,
  ],
  'a home of a user that became a link': [
    'useradd -m -s /bin/sh -U dev; mv /home/dev /home/moved; ln -s moved /home/dev',
    /dev: refused: \/home\/dev is not a folder of its own/,
  ],
  'a primary group whose number another group has': [
    'useradd -m -s /bin/sh -U dev; groupadd -o -g "$(id -g dev)" twin',
    /dev: refused: another group has the gid of its primary group too/,
  ],
  'a primary group of its name with the number of root': [
    'useradd -m -s /bin/sh -U dev; groupmod -o -g 0 dev',
    /dev: refused: another group has the gid of its primary group too/,
  ],
  'a group of the mapping with the number of root': [
    'groupmod -o -g 0 docker-like',
    /ops: refused: another group has the gid of docker-like too/,
  ],
  'a user whose name another one has in other letter case': [
    'useradd -m -s /bin/sh -U dev; useradd -m -U --badname Dev',
    /dev: refused: sudo takes the user Dev for it/,
  ],
  'a name that another user has in other letter case': [
    'useradd -m -U --badname Dev',
    /dev: refused: sudo takes the user Dev for it/,
  ],
  'a home in which everybody can write': [
    'useradd -m -s /bin/sh -U dev; chmod 0757 /home/dev',
    /dev: refused: other users can write to \/home\/dev/,
  ],
  'a home in which another group can write': [
    'useradd -m -s /bin/sh -U dev; chgrp users /home/dev; chmod 0770 /home/dev',
    /dev: refused: other users can write to \/home\/dev/,
  ],
  'a home in a folder in which everybody can write': [
    'useradd -m -s /bin/sh -U dev; chmod 0777 /home',
    /dev: refused: other users can replace \/home\/dev, because \/home is open to them/,
  ],
  'a home that somebody can still create': [
    'useradd -M -s /bin/sh -U dev; chmod 0777 /home',
    /dev: refused: other users can replace \/home\/dev, because \/home is open to them/,
  ],
  "a home in somebody else's folder": [
    'useradd -m -s /bin/sh -U dev; chown daemon /home',
    /dev: refused: other users can replace \/home\/dev, because \/home is open to them/,
  ],
  'a home behind a link to such a folder': [
    'mkdir -m 0777 /home/open; useradd -m -d /home/open/dev -s /bin/sh -U dev; sed -i "s,/home/open/dev,/etc/link/dev," /etc/passwd; ln -s /home/open /etc/link',
    /dev: refused: other users can replace \/etc\/link\/dev, because \/home\/open is open to them/,
  ],
  'a home that is there, and in which everybody can write': [
    'mkdir /home/ops; chown 3001 /home/ops; chmod 0777 /home/ops',
    /ops: refused: other users can write to \/home\/ops/,
  ],
  'an empty password that is not in the shadow file': [
    "useradd -m -s /bin/sh -U dev; sed -i 's/^dev:x:/dev::/' /etc/passwd",
    /dev: refused: its password is in \/etc\/passwd/,
  ],
  'two lines of one user': [
    'useradd -m -s /bin/sh -U dev; grep ^dev: /etc/passwd >> /etc/passwd.more; cat /etc/passwd.more >> /etc/passwd',
    /dev: refused: it is in \/etc\/passwd more than once/,
  ],
  'broken sudo rules of somebody else': [
    "printf 'this is = = broken\\n' > /etc/sudoers.d/other; chmod 0440 /etc/sudoers.d/other",
    /ops: refused: the sudo rules of this node are broken/,
  ],
  'a sudoers file that is a link': [
    `useradd -m -s /bin/sh -U -u 3001 ops; ln -s /etc/passwd /etc/sudoers.d/ssm-runas-${sudoersName('ops')}`,
    /ops: refused: \/etc\/sudoers\.d\/ssm-runas-6f7073 is not a plain file/,
  ],
  'sudoers that do not read the folder': [
    "printf 'root ALL=(ALL:ALL) ALL\\n' > /etc/sudoers.new; chmod 0440 /etc/sudoers.new; mv -f /etc/sudoers.new /etc/sudoers",
    /ops: refused: \/etc\/sudoers does not read/,
  ],
};

const homeIn = (said: string) => /can replace ([^,]+),/.exec(said)?.[1]?.replaceAll('\\', '');

describe.skipIf(!hasTools || !isRoot)('the script that creates Linux users', () => {
  it.each(shells.map((shell) => [shell.join(' '), shell] as const))(
    'creates users in %s, and changes nothing in a second run',
    (_name, shell) => {
      const { out } = inCopy(
        `users
getent passwd ops dev boss; id ops; grep -E '^(ops|dev|boss):' /etc/shadow | cut -d: -f1,2
stat -c '%U %a %n' /home/ops /etc/sudoers.d/*; cat /etc/sudoers.d/*; visudo -c; sudo -n -l -U ops; sudo -n -l -U boss
echo ==; one=$(tree); users; [ "$one" = "$(tree)" ] && echo the same`,
        script(all, ['jo@corp.example.com']),
        shell,
      );
      expect(out).toMatch(/ops: created\n[\s\S]*ops: sudo rules written\nops: as it should be\nstatus 0\n/);
      expect(out).toContain('jo@corp.example.com: skipped');
      expect(out).toMatch(/^ops:x:3001:3001::\/home\/ops:\/bin\/sh$/m);
      expect(out).toMatch(/^uid=3001\(ops\) gid=3001\(ops\) groups=3001\(ops\),\d+\(docker-like\)$/m);
      for (const user of ['ops', 'dev', 'boss']) expect(out).toMatch(new RegExp(`^${user}:!$`, 'm'));
      expect(out).toMatch(/^ops \d+ \/home\/ops$/m);
      expect(out).toMatch(/^root 440 \/etc\/sudoers\.d\/ssm-runas-6f7073$/m);
      expect(out).toMatch(/\(root\) NOPASSWD: \/usr\/bin\/systemctl restart app/);
      expect(out).toMatch(/\(root\) NOPASSWD: \/usr\/bin\/id ""/);
      expect(out).toMatch(/\(ALL : ALL\) NOPASSWD: ALL/);
      expect(out).not.toContain(`ssm-runas-${sudoersName('dev')}`);
      const second = out.slice(out.indexOf('=='));
      expect(second).toContain('the same');
      expect(second).not.toMatch(/created|written|changed|added/);
      expect(second).toContain('status 0');
    },
  );

  it.each(Object.entries(hostile))('refuses %s, and changes nothing of it', (_name, [before, said]) => {
    const user = /^\/(\w+):/.exec(String(said))?.[1];
    const { out } = inCopy(
      `${before}
had=$(grep -E '^${user}:' /etc/passwd /etc/group /etc/shadow); users
[ "$had" = "$(grep -E '^${user}:' /etc/passwd /etc/group /etc/shadow)" ] && echo untouched`,
      script(
        all.map((one) => (user === one.osUser ? { ...one, home: homeIn(String(said)) ?? one.home } : one)),
      ),
    );
    expect(out).toMatch(said);
    expect(out).toMatch(/status 1\n/);
    if (!/sudo/.test(String(said))) expect(out).toContain('untouched');
  });

  it('refuses a name that a directory serves', () => {
    // Another database in front of the files, as sssd is.
    const { out } = inCopy(
      `mkdir /home/bin; printf '#!/bin/sh\\n[ "$1 $2" != "passwd dev" ] || { echo "dev:*:5000:5000::/home/dev:/bin/sh"; exit 0; }\\nexec /usr/bin/getent "$@"\\n' > /home/bin/getent
chmod 755 /home /home/bin /home/bin/getent; users; grep -c ^dev: /etc/passwd`,
      script().replace('PATH=', 'PATH=/home/bin:'),
    );
    expect(out).toContain('dev: refused: a directory serves this user');
    expect(out).toMatch(/status 1\n0\n/);
  });

  it('refuses a user whom a directory puts into another group', () => {
    const { out } = inCopy(
      `mkdir /home/bin; printf '#!/bin/sh\\n[ "$1 $2" != "-G dev" ] || { echo "$(/usr/bin/id -G dev) 27"; exit 0; }\\nexec /usr/bin/id "$@"\\n' > /home/bin/id
chmod 755 /home /home/bin /home/bin/id; useradd -m -s /bin/sh -U dev; users`,
      script().replace('PATH=', 'PATH=/home/bin:'),
    );
    expect(out).toContain('dev: refused: a directory puts it into the group 27');
    expect(out).toMatch(/status 1\n/);
  });

  it('replaces its own sudoers file when somebody broke or changed it, and takes rules back', () => {
    const file = `/etc/sudoers.d/ssm-runas-${sudoersName('ops')}`;
    const { out } =
      inCopy(`users >/dev/null; echo 'broken = = =' > ${file}; users; visudo -c -q && echo good; users
chmod 0644 ${file}; users | grep ops; stat -c %a ${file}`);
    // Sudo reads no rules while one file is broken, so that another user is refused until the next run.
    expect(out).toMatch(
      /ops: sudo rules written\nops: as it should be\n1 refused\nstatus 1\ngood\n[\s\S]*status 0\n/,
    );
    expect(out).toMatch(/ops: sudo rules written\nops: as it should be\n440\n/);
    const back = inCopy(
      `printf '"dev" ALL=(ALL:ALL) NOPASSWD: ALL\\n' > /etc/sudoers.d/ssm-runas-${sudoersName('dev')}; users; sudo -n -l -U dev`,
    );
    expect(back.out).toMatch(/dev: sudo rules removed/);
    expect(back.out).toMatch(/User dev is not allowed to run sudo/);
  });

  it('removes what a killed run left in /etc/sudoers.d, and nothing that a run may still write', () => {
    const { out } = inCopy(`cd /etc/sudoers.d
touch .ssm-runas.Young1 .ssm-runas.Old123 .ssm-runas.Others .ssm-runas.longer1 .other.Old123
ln -s /etc/hostname .ssm-runas.Link12; mkdir .ssm-runas.Folder
chown daemon .ssm-runas.Others
touch -h -d '2 hours ago' .ssm-runas.Old123 .ssm-runas.Others .ssm-runas.longer1 .other.Old123 .ssm-runas.Link12
users >/dev/null; LC_ALL=C ls -A | grep '^[.]'; users; ls -A | grep -c Old`);
    expect(out).toMatch(
      /^\.other\.Old123\n\.ssm-runas\.Folder\n\.ssm-runas\.Link12\n\.ssm-runas\.Others\n\.ssm-runas\.Young1\n\.ssm-runas\.longer1\n/,
    );
    expect(out).toMatch(/status 0\n1\n$/);
  });

  it('takes its sudo rules from a user that it refuses as another one, and from nobody else', () => {
    const file = (user: string) => `/etc/sudoers.d/ssm-runas-${sudoersName(user)}`;
    const files = `ls /etc/sudoers.d; visudo -c -q && echo good`;
    const { out } = inCopy(
      `users >/dev/null; usermod -aG adm ops; users; ${files}; gpasswd -d ops adm; users`,
    );
    expect(out).toMatch(/ops: refused: it is in the group adm.*\nops: sudo rules removed\n/);
    expect(out).toMatch(new RegExp(`status 1\\nssm-runas-${sudoersName('boss')}\\ngood\\n`));
    expect(out).toMatch(/ops: sudo rules written\nops: as it should be\nstatus 0\n/);
    // What the node lacks says nothing of the user.
    const lacking = inCopy(`users >/dev/null; groupdel docker-like; users; cat ${file('ops')}`);
    expect(lacking.out).toMatch(/ops: refused: the group docker-like does not exist/);
    expect(lacking.out).toContain('NOPASSWD: /usr/bin/id ""');
  });

  it.each([
    ['a group of the mapping is missing', 'groupdel docker-like', /the group docker-like does not exist/],
    ['the shell is missing', 'rm /etc/shell', /the shell \/etc\/shell does not exist/],
    [
      'sudo rules of somebody else are broken',
      "printf 'broken = = =\\n' > /etc/sudoers.d/other; chmod 0440 /etc/sudoers.d/other",
      /the sudo rules of this node are broken/,
    ],
  ])('takes back sudo rules of an earlier mapping also if %s', (_name, before, said) => {
    const user = { uid: 3001, groups: ['docker-like'], shell: '/etc/shell' };
    const wide = script([account('ops', { ...user, sudo: 'all' })]);
    const narrow = script([account('ops', { ...user, sudo: ['/usr/bin/id'] })]);
    const none = script([account('ops', user)]);
    const file = `/etc/sudoers.d/ssm-runas-${sudoersName('ops')}`;
    const { out } = inCopy(
      `ln -s /bin/sh /etc/shell; dash -c ${quotedForSh(wide)}; ${before}; echo ==; users; cat ${file}
dash -c ${quotedForSh(none)}; [ ! -e ${file} ] && echo gone`,
      narrow,
    );
    const [first = '', then = ''] = out.split('==\n');
    expect(first).toMatch(/ops: sudo rules written\nops: as it should be\n/);
    expect(then).toMatch(said);
    expect(then).toMatch(/status 1\n/);
    expect(then).toMatch(/\(root\) NOPASSWD: \/usr\/bin\/id ""/);
    expect(then).not.toContain('NOPASSWD: ALL');
    expect(then).toContain('gone');
  });

  it('accepts homes in a folder in which only the owner of a name can rename it', () => {
    const { out } = inCopy('chmod 1777 /home; users; users');
    expect(out).toMatch(/status 0\n[\s\S]*status 0\n/);
  });

  it('takes its sudo rules from a name that no user has, also if the user cannot be created again', () => {
    const { out } = inCopy(
      `users; userdel -r ops; useradd -u 3001 somebody; echo ==; users; ls /etc/sudoers.d; userdel somebody; users`,
    );
    const [, then = ''] = out.split('==\n');
    expect(then).toMatch(/ops: sudo rules removed\nops: refused: the uid 3001 belongs to somebody/);
    expect(then).toMatch(new RegExp(`status 1\\nssm-runas-${sudoersName('boss')}\\n`));
    expect(then).toMatch(/ops: created\nops: sudo rules written\nops: as it should be\nstatus 0\n/);
  });

  it('gives an existing user the shell and the groups of the mapping', () => {
    const { out } = inCopy('useradd -m -s /bin/bash -U -u 3001 ops; users; id -nG ops; getent passwd ops');
    expect(out).toMatch(/ops: shell changed to \/bin\/sh\nops: added to the group docker-like/);
    expect(out).toMatch(/^ops docker-like$/m);
    expect(out).toMatch(/status 0/);
  });

  it.each(['a.b', 'Dev', 'ALL', 'X_1', 'a-b', '_x'])('keeps %s a name, for useradd and for sudo', (name) => {
    const { out } = inCopy(
      `users; getent passwd ${name} | cut -d: -f1; visudo -c; sudo -n -l -U ${name}; sudo -n -l -U nobody`,
      script([account(name, { sudo: ['/usr/bin/id'] })]),
    );
    expect(out).toMatch(/status 0/);
    expect(out).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')}$`, 'm'));
    expect(out).toMatch(/\(root\) NOPASSWD: \/usr\/bin\/id ""/);
    expect(out).toMatch(/User nobody is not allowed to run sudo/);
  });

  it('leaves the machine itself alone', () => {
    expect(spawnSync('getent', ['passwd', 'ops', 'boss'], { encoding: 'utf8' }).stdout).toBe('');
  });
});

describe.skipIf(!hasProgram('shellcheck'))('shellcheck', () => {
  it('finds nothing in the script', () => {
    const { stdout, status } = spawnSync('shellcheck', ['--shell=sh', '-'], {
      input: script(all, ['jo@corp.example.com']),
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
