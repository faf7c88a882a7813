# Creates the Linux users of the role mapping. Runs as root. Deletes no user, and changes nothing if all is as it should be.
# Made by ssm-runas-gen. A call for each user follows.
set -u
LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
umask 077
failures=0
refuse() {
  printf '%s: refused: %s\n' "$1" "$2" >&2
  failures=$((failures + 1))
  return 1
}
# Field of the line of a name in a file such as /etc/passwd.
field() {
  awk -F: -v name="$2" -v field="$3" '($1 "") == (name "") { print $field }' "$1"
}
lines() {
  awk -F: -v name="$2" '($1 "") == (name "") { count++ } END { print count + 0 }' "$1"
}
# How many names a number has in a file such as /etc/group.
names_of() {
  awk -F: -v number="$2" '$3 == number { count++ } END { print count + 0 }' "$1"
}
# Whether a name is one of the words.
is_in() {
  wanted=$1
  shift
  for word; do
    [ "$word" != "$wanted" ] || return 0
  done
  return 1
}
# Supplementary groups of a user in /etc/group.
groups_of() {
  awk -F: -v name="$1" '{ n = split($4, member, ","); for (i = 1; i <= n; i++) if ((member[i] "") == (name "")) print $1 }' /etc/group
}
# By default sudo compares names without letter case.
check_name() {
  twin=$(awk -F: -v name="$user" '($1 "") != (name "") && tolower($1) == tolower(name) { print $1; exit }' /etc/passwd)
  [ -z "$twin" ] || refuse "$user" "sudo takes the user $twin for it: the names differ only in letter case" || return 1
}
# Whether others than the owner and this group can write to a file.
is_open() {
  case $(stat -c %a:%g "$1") in
    *[2367]:*) return 0 ;;
    *[2367]?:"$2") return 1 ;;
    *[2367]?:*) return 0 ;;
  esac
  return 1
}
# Who can write to a home, or put another one into its place, decides what its user runs at login.
# The argument is the user's own group; nothing if there is none yet.
check_home() {
  if [ -e "$home" ] && is_open "$home" "$1"; then
    refuse "$user" "other users can write to $home; run: chmod go-w $home" || return 1
  fi
  for above in "$home" "$(readlink -f "$home")"; do
    above=${above%/*}
    while [ -n "$above" ]; do
      if [ -e "$above" ]; then
        [ "$(stat -c %u "$above")" = 0 ] && { [ -L "$above" ] || [ -k "$above" ] || ! is_open "$above" 0; } ||
          refuse "$user" "other users can replace $home, because $above is open to them" || return 1
      fi
      above=${above%/*}
    done
  done
}
check_settings() {
  [ -f "$shell" ] && [ -x "$shell" ] || refuse "$user" "the shell $shell does not exist" || return 1
  for group in $groups; do
    [ "$(lines /etc/group "$group")" = 1 ] || refuse "$user" "the group $group does not exist in /etc/group" || return 1
    [ "$(names_of /etc/group "$(field /etc/group "$group" 3)")" = 1 ] ||
      refuse "$user" "another group has the gid of $group too" || return 1
  done
}
create_user() {
  check_name || return 1
  [ "$(lines /etc/group "$user")" = 0 ] && ! getent group "$user" >/dev/null ||
    refuse "$user" "a group with this name exists already" || return 1
  if [ -n "$uid" ]; then
    taken=$(getent passwd "$uid" | cut -d: -f1)
    [ -z "$taken" ] || refuse "$user" "the uid $uid belongs to $taken" || return 1
  fi
  set -- --user-group --home-dir "$home" --shell "$shell"
  if [ -e "$home" ] || [ -L "$home" ]; then
    [ -d "$home" ] && [ ! -L "$home" ] && [ -n "$uid" ] && [ "$(stat -c %u "$home")" = "$uid" ] ||
      refuse "$user" "$home exists and does not belong to its uid" || return 1
    set -- "$@" --no-create-home
  else
    set -- "$@" --create-home
  fi
  check_home '' || return 1
  [ -z "$uid" ] || set -- "$@" --uid "$uid"
  [ -z "$groups" ] || set -- "$@" --groups "$(printf '%s' "$groups" | tr ' ' ,)"
  case $user in
    *[!a-z0-9_-]*) ! useradd --help 2>&1 | grep -q -e '--badname' || set -- "$@" --badname ;;
  esac
  useradd "$@" "$user" || refuse "$user" 'useradd failed' || return 1
  printf '%s: created\n' "$user"
}
check_user() {
  [ "$(lines /etc/passwd "$user")" != 0 ] || refuse "$user" 'a directory serves this user' || return 1
  [ "$(lines /etc/passwd "$user")" = 1 ] || refuse "$user" 'it is in /etc/passwd more than once' || return 1
  found=$(field /etc/passwd "$user" 3)
  case $found in
    '' | *[!0-9]*) refuse "$user" 'its uid cannot be read' || return 1 ;;
  esac
  [ "$found" -ge 1000 ] && [ "$found" -le 60000 ] || refuse "$user" "its uid $found is that of a system user" || return 1
  [ "$entry" = "$(grep -F -x -e "$entry" /etc/passwd)" ] || refuse "$user" 'a directory has another user of this name' || return 1
  check_name || return 1
  [ -z "$uid" ] || [ "$found" = "$uid" ] || refuse "$user" "its uid is $found and not $uid" || return 1
  [ "$(names_of /etc/passwd "$found")" = 1 ] ||
    refuse "$user" "another user has the uid $found too" || return 1
  [ "$(field /etc/passwd "$user" 6)" = "$home" ] || refuse "$user" "its home is $(field /etc/passwd "$user" 6) and not $home" || return 1
  gid=$(field /etc/passwd "$user" 4)
  if [ -e "$home" ] || [ -L "$home" ]; then
    [ -d "$home" ] && [ ! -L "$home" ] && [ "$(stat -c %u "$home")" = "$found" ] ||
      refuse "$user" "$home is not a folder of its own" || return 1
  fi
  check_home "$gid" || return 1
  [ "$(lines /etc/group "$user")" = 1 ] && [ "$(field /etc/group "$user" 3)" = "$gid" ] ||
    refuse "$user" 'its primary group is not its own' || return 1
  [ "$(names_of /etc/group "$gid")" = 1 ] || refuse "$user" 'another group has the gid of its primary group too' || return 1
  # Only this word makes /etc/shadow count; nothing at all is a login without a password.
  [ "$(field /etc/passwd "$user" 2)" = x ] || refuse "$user" 'its password is in /etc/passwd; run pwconv' || return 1
  case $(field /etc/shadow "$user" 2) in
    '!'* | '*'*) ;;
    *) refuse "$user" "it has a password; lock it with: usermod --lock $user" || return 1 ;;
  esac
  # Words: names of groups have no spaces.
  for group in $(groups_of "$user"); do
    # shellcheck disable=SC2086
    is_in "$group" $groups || refuse "$user" "it is in the group $group, which the mapping does not give it" || return 1
  done
  # A directory can put a local user into groups, its own and those of the node.
  given=$gid
  for group in $groups; do given="$given $(field /etc/group "$group" 3)"; done
  for number in $(id -G "$user"); do
    # shellcheck disable=SC2086
    is_in "$number" $given || refuse "$user" "a directory puts it into the group $number, which the mapping does not give it" || return 1
  done
}
# Of an earlier run.
remove_sudoers() {
  [ -e "$file" ] || [ -L "$file" ] || return 0
  rm -f "$file" || refuse "$user" "$file cannot be removed" || return 1
  printf '%s: sudo rules removed\n' "$user"
}
# A user that is refused because it is another one than the mapping asks for loses its sudo rules.
is_meant() {
  check_user && return 0
  remove_sudoers
  return 1
}
update_user() {
  if [ "$(field /etc/passwd "$user" 7)" != "$shell" ]; then
    usermod --shell "$shell" "$user" || refuse "$user" 'usermod failed' || return 1
    printf '%s: shell changed to %s\n' "$user" "$shell"
  fi
  for group in $groups; do
    # shellcheck disable=SC2046
    if ! is_in "$group" $(groups_of "$user"); then
      usermod --append --groups "$group" "$user" || refuse "$user" 'usermod failed' || return 1
      printf '%s: added to the group %s\n' "$user" "$group"
    fi
  done
}
# The arguments are what sudo may run. The rules are written also where sudo does not read them now: those of an earlier mapping must not stay.
write_sudoers() {
  if [ "$#" -eq 0 ]; then
    remove_sudoers
    return
  fi
  if ! command -v visudo >/dev/null || [ ! -d /etc/sudoers.d ]; then
    refuse "$user" 'sudo is not installed, or has no /etc/sudoers.d' || return 1
  fi
  if [ -L "$file" ] || { [ -e "$file" ] && [ ! -f "$file" ]; }; then
    refuse "$user" "$file is not a plain file" || return 1
  fi
  # Sudo does not read files with a dot in their name.
  new=$(mktemp /etc/sudoers.d/.ssm-runas.XXXXXX) || refuse "$user" 'no file can be made in /etc/sudoers.d' || return 1
  if ! {
    printf '# Made by ssm-runas-gen; changes are overwritten.\n'
    for rule; do
      printf '"%s" ALL=%s\n' "$user" "$rule"
    done
  } >"$new" || ! chmod 0440 "$new" || ! visudo -c -q -f "$new" >/dev/null; then
    rm -f "$new"
    refuse "$user" 'visudo does not accept its sudo rules' || return 1
  fi
  if [ -f "$file" ] && cmp -s "$new" "$file" && [ "$(stat -c '%a %u %g' "$file")" = '440 0 0' ]; then
    rm -f "$new"
  else
    mv -f "$new" "$file" || {
      rm -f "$new"
      refuse "$user" "$file cannot be written" || return 1
    }
    printf '%s: sudo rules written\n' "$user"
  fi
  grep -E -q '^[#@]includedir[[:space:]]+/etc/sudoers\.d/?[[:space:]]*$' /etc/sudoers ||
    refuse "$user" '/etc/sudoers does not read /etc/sudoers.d' || return 1
  visudo -c -q -f /etc/sudoers >/dev/null 2>&1 || refuse "$user" 'the sudo rules of this node are broken: run visudo -c' || return 1
}
# User, uid (may be empty), shell, home, groups, name of the sudoers file, and what sudo may run.
account() {
  user=$1 uid=$2 shell=$3 home=$4 groups=$5 file=/etc/sudoers.d/ssm-runas-$6 fits=yes
  shift 6
  entry=$(getent passwd "$user")
  found=$?
  case $found in
    0)
      is_meant || return 1
      # What the node lacks says nothing of the user: it gets the sudo rules of the mapping, no longer those of an earlier one.
      check_settings && update_user || fits=no
      ;;
    2)
      [ "$(lines /etc/passwd "$user")" = 0 ] || refuse "$user" 'it is in /etc/passwd, but the system does not find it' || return 1
      # Whoever gets this name next may be another one.
      remove_sudoers || return 1
      check_settings && create_user || return 1
      entry=$(getent passwd "$user")
      is_meant || return 1
      ;;
    *) refuse "$user" "getent failed with $found" || return 1 ;;
  esac
  write_sudoers "$@" && [ "$fits" = yes ] || return 1
  printf '%s: as it should be\n' "$user"
}
# Of runs that were killed. State Manager ends a run after ten minutes, so that a file that is older than an hour is no longer written.
remove_leftovers() {
  now=$(date +%s)
  for old in /etc/sudoers.d/.ssm-runas.??????; do
    if [ -f "$old" ] && [ ! -L "$old" ] && [ "$(stat -c %u "$old")" = 0 ]; then
      [ "$((now - $(stat -c %Y "$old")))" -le 3600 ] || rm -f "$old"
    fi
  done
}
finish() {
  [ "$failures" = 0 ] && exit 0
  printf '%s refused\n' "$failures" >&2
  exit 1
}
for program in awk cmp cut date getent grep id mktemp readlink stat tr useradd usermod; do
  command -v "$program" >/dev/null || {
    printf 'The program %s is missing: nothing was changed\n' "$program" >&2
    exit 1
  }
done
[ "$(id -u)" = 0 ] || {
  printf 'Only root can create users: nothing was changed\n' >&2
  exit 1
}
remove_leftovers
