/**
 * Which permission set each profile of the AWS CLI signs in with, as a function of POSIX sh. Knows the CLI's configuration file and
 * what programs that supply credentials write into it.
 */

/**
 * The keys of granted have a prefix (https://docs.commonfate.io/granted/usage/automatic-config-generation). A `credential_process`
 * says the role only in the arguments of some programs: aws-sso (`--arn`, or `--account` and `--role`) and aws-sso-util
 * (`--account-id` and `--role-name`) write the permission set's name there.
 */
export const posixProfiles = `# Prints permission set, account and name of each profile that signs in through IAM Identity Center, separated by "|".
profiles() {
  awk '
    function flush() {
      if (set == "" && process ~ /aws-sso/) read_process()
      if (set != "") print set "|" account "|" name
      set = ""; account = ""; process = ""
    }
    function read_process(  count, at, option, words, parts) {
      gsub(/["\\047]/, "", process)
      count = split(process, words, /[ \\t]+/)
      for (at = 1; at <= count; at++) {
        option = words[at]
        if (option ~ /^--[a-z-]+=/) { words[at] = substr(option, index(option, "=") + 1); sub(/=.*/, "", option) }
        else if (option ~ /^-/) at++
        if (option ~ /^(--role|--role-name|-R)$/) set = words[at]
        if (option ~ /^(--account|--account-id|-A)$/) account = words[at]
        if (option ~ /^(--arn|-a)$/ && split(words[at], parts, ":") == 6) { account = parts[5]; set = parts[6]; sub(/^role\\//, "", set) }
      }
    }
    function value(line) { sub(/^[^=]*=[ \\t]*/, "", line); sub(/[ \\t\\r]+$/, "", line); return line }
    /^[ \\t]*\\[/ {
      flush(); name = $0
      sub(/^[ \\t]*\\[[ \\t]*/, "", name); sub(/[ \\t]*\\].*$/, "", name); sub(/^profile[ \\t]+/, "", name)
      gsub(/^["\\047]|["\\047]$/, "", name)
    }
    /^[ \\t]*(granted_)?sso_role_name[ \\t]*=/ { set = value($0) }
    /^[ \\t]*(granted_)?sso_account_id[ \\t]*=/ { account = value($0) }
    /^[ \\t]*credential_process[ \\t]*=/ { process = value($0) }
    END { flush() }
  ' "\${AWS_CONFIG_FILE:-\${HOME:-}/.aws/config}" 2>/dev/null
}
`;
