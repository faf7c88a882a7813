#!/usr/bin/env bash
# Shows with the real pre-commit that the hooks work, installed from this repository and from the packed package:
# a changed mapping regenerates and fails the commit, the next commit passes, an edit by hand is caught.
# PRE_COMMIT names another pre-commit; SOURCES=tarball leaves out the installation from the repository, which builds.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
pre_commit=${PRE_COMMIT:-pre-commit}
sources=${SOURCES:-repository tarball}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export PRE_COMMIT_HOME=$work/cache npm_config_prefer_offline=true npm_config_audit=false npm_config_fund=false
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_CONFIG_NOSYSTEM=1
unset GITHUB_ACTIONS GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
git config --global user.name Tester
git config --global user.email tester@example.com
git config --global init.defaultBranch main
git config --global protocol.file.allow always

fail() { echo "FAILED: $*" >&2; exit 1; }
bounded() { timeout --kill-after=10 "${LIMIT:-240}" "$@"; }

# The repository as it stands in the working tree, as a commit that pre-commit can clone.
snapshot() {
  mkdir "$work/source"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
  done | tar --null --create --files-from=-) | tar --extract --directory="$work/source"
  git -C "$work/source" init --quiet
  git -C "$work/source" add --all
  git -C "$work/source" commit --quiet --message snapshot
}

# config SOURCE HOOK
config() {
  case $1 in
    repository)
      printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks: [{ id: %s }]\n' \
        "$work/source" "$(git -C "$work/source" rev-parse HEAD)" "$2"
      ;;
    tarball)
      printf 'repos:\n  - repo: local\n    hooks:\n'
      sed -n "/^- id: $2\$/,/^- id: /{/^- id: $2\$/p;/^- id/!p}" "$root/.pre-commit-hooks.yaml" |
        sed 's/^/      /'
      printf '        additional_dependencies: ["%s"]\n' "$tarball"
      ;;
  esac
}

commit() { bounded git commit --quiet --message "$1" >"$work/log" 2>&1; }
must_pass() { commit "$1" || { cat "$work/log" >&2; fail "$1: the commit was refused"; }; }
must_fail() {
  ! commit "$1" || fail "$1: the commit went through"
  grep -q 'exit code: 3' "$work/log" || { cat "$work/log" >&2; fail "$1: failed for another reason"; }
}

consumer() {
  local folder=$work/consumer-$1-$2
  mkdir "$folder"
  cd "$folder"
  git init --quiet
  sed '/^output:/,/^[^ ]/{/^output:/d;/^ /d}' "$root/ssm-runas.yaml" >ssm-runas.yaml
  config "$1" "$2" >.pre-commit-config.yaml
  "$pre_commit" install >/dev/null
  bounded "$pre_commit" install-hooks >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "$1: not installed"; }
  git add .
}

documents=generated/session-documents/documents.tf

writing_hook() {
  consumer "$1" ssm-runas-gen
  must_fail 'first mapping'
  [ -f "$documents" ] || fail 'nothing was generated'
  git add .
  must_pass 'first output'

  sed -i 's/osUser: \([a-z-]*\)/osUser: \1-two/' ssm-runas.yaml
  git add ssm-runas.yaml
  must_fail 'changed mapping'
  grep -q -- '-two' "$documents" || fail 'the change did not arrive'
  git add .
  must_pass 'changed output'

  sed -i 's/-two/-root/' "$documents"
  git add .
  must_fail 'edit by hand'
  [ -z "$(git diff HEAD -- "$documents")" ] || fail 'the edit by hand survived'
  git reset --quiet --hard

  # Of organizations of their own: two mappings must not write the same permission sets and documents.
  mkdir -p envs/dev envs/prod
  sed -e 's/osUser: \([a-z-]*\)/osUser: \1-dev/' -e 's/ssoins-7/ssoins-8/' -e 's/^accounts: .*/accounts: ["444444444444"]/' \
    ssm-runas.yaml >envs/dev/ssm-runas.yaml
  echo 'name: dev' >>envs/dev/ssm-runas.yaml
  sed -e 's/^name: dev/name: prod/' -e 's/ssoins-8/ssoins-9/' -e 's/444444444444/555555555555/' \
    envs/dev/ssm-runas.yaml >envs/prod/ssm-runas.yaml
  git add .
  must_fail 'mappings in subfolders'
  grep -q -- '-dev' "envs/dev/$documents" || fail 'nothing was generated in a subfolder'
  git add .
  must_pass 'output in subfolders'

  echo '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }' >envs/dev/policy.json
  printf 'version: 1\nextends: ../base.yaml\nroles:\n  %s:\n    inlinePolicy: { merge: policy.json }\nname: dev\n' "$(first_role envs/dev)" >envs/extending.yaml
  git mv envs/dev/ssm-runas.yaml envs/base.yaml
  mv envs/extending.yaml envs/dev/ssm-runas.yaml
  git add .
  must_fail 'a mapping that extends another one'
  git add .
  must_pass 'output of it'
  sed -i 's/GetObject/PutObject/' envs/dev/policy.json
  git add .
  must_fail 'only a merge file changed'
  grep -rq PutObject envs/dev/generated/identity-center || fail 'the merge file did not arrive'
  git add .
  must_pass 'output with the merge file'
  sed -i 's/-two-dev/-three-dev/' envs/base.yaml
  git add .
  must_fail 'only a mapping changed that another one extends'
  grep -q -- '-three-dev' "envs/dev/$documents" || fail 'the extended mapping did not arrive'
  git add .
  must_pass 'output with the extended mapping'

  git mv envs/dev/ssm-runas.yaml envs/dev/other.yaml
  sed -i 's/{ id: ssm-runas-gen/&, args: [envs\/dev\/other.yaml], files: ^envs\//' .pre-commit-config.yaml
  sed -i 's/^\( *\)args: .*/\1args: [envs\/dev\/other.yaml]/; s/^\( *\)files: .*/\1files: ^envs\//' .pre-commit-config.yaml
  git add .
  must_fail 'another file name'
  git add .
  must_pass 'output of another file name'

  echo text >README
  git add README
  must_pass 'unrelated file'
  grep -q Skipped "$work/log" || fail 'the hook ran for an unrelated file'
}

first_role() { sed -n '/^roles:/,$s/^  \([a-z][a-z-]*\):.*/\1/p' "$1/ssm-runas.yaml" | head -n 1; }

checking_hook() {
  consumer "$1" ssm-runas-gen-check
  must_fail 'nothing generated'
  [ ! -e generated ] || fail 'the check wrote'
  "$(installed_bin)" generate --quiet
  git add .
  must_pass 'generated'
  sed -i 's/prevent/permit/; $a # edited' "$documents"
  git add .
  must_fail 'edit by hand'
  grep -q '# edited' "$documents" || fail 'the check wrote'
}

installed_bin() { find "$PRE_COMMIT_HOME" -path '*/bin/ssm-runas-gen' -not -path '*/node_modules/*' | head -n 1; }

# quickest COMMAND...: milliseconds of the quickest of ten runs
quickest() {
  local best=999999 begin took
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    begin=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1
    took=$(((${EPOCHREALTIME/./} - begin) / 1000))
    if [ "$took" -lt "$best" ]; then best=$took; fi
  done
  echo "$best"
}

"$pre_commit" --version
case " $sources " in *' repository '*) snapshot ;; esac
case " $sources " in *' tarball '*)
  tarball=$work/$(cd "$root" && npm pack --silent --ignore-scripts --pack-destination "$work")
  ;;
esac
for source in $sources; do
  writing_hook "$source"
  checking_hook "$source"
  cd "$work/consumer-$source-ssm-runas-gen"
  echo "$source: both hooks work; hook $(quickest "$(installed_bin)" generate --exit-code --all) ms, bare node $(quickest node -e 0) ms"
done
