/**
 * `ssm-runas.ps1`: what the POSIX client does, in the words of PowerShell 5.1 and later. Comparisons are ordinal
 * (`-c…`, a Dictionary): PowerShell's own operators, `switch` and hashtables ignore letter case.
 */

import { quotedForPowerShell } from '../shell/quote.js';
import { headerFor } from '../terraform/plan/file.js';
import { type ClientFacts, editionOf, headings, identityLine } from './client-facts.js';
import { powerShellProfiles } from './powershell-profiles.js';
import { scriptUsage } from './usage.js';

export function powerShellScript(facts: ClientFacts): string {
  return `# ${headerFor(facts.mappingName)}
${identityLine(facts)}
# Starts a Session Manager session with the Session document of the permission set you are signed in with.
# It saves typing; what keeps anybody from starting another document is the permission set's policy.

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

${data(facts)}
${functions(facts)}${readArguments}${answerWithoutSession}${identifyCaller(facts)}${nodeByName}${startSession}`;
}

function data({ accounts, regions, roles, scopes }: ClientFacts): string {
  const list = (members: readonly string[]) => `@(${members.map(quotedForPowerShell).join(', ')})`;
  const entries = roles.map(
    ({ permissionSet, osUser, document }) =>
      `$roles[${quotedForPowerShell(permissionSet)}] = ${list([osUser, document])}\n`,
  );
  const tunnels = roles.flatMap((role) =>
    role.tunnels.map(
      ({ name, document }) =>
        `$tunnels[${quotedForPowerShell(`${role.permissionSet}/${name}`)}] = ${list([role.permissionSet, name, document])}\n`,
    ),
  );
  const last = scopes.at(-1);
  const narrower = scopes
    .slice(0, -1)
    .flatMap(({ permissionSets, filters }) =>
      permissionSets.map(
        (name) => `$scopes[${quotedForPowerShell(name)}] = ${quotedForPowerShell(filters)}\n`,
      ),
    );
  return `$accounts = ${list(accounts)}
$regions = ${list(regions)}
$roles = [System.Collections.Generic.Dictionary[string, string[]]]::new([System.StringComparer]::Ordinal)
${entries.join('')}# Filters for the node tags of each role; $scope is for the permission sets that are not in the list.
$scope = ${quotedForPowerShell(last?.filters ?? '')}
$scopes = [System.Collections.Generic.Dictionary[string, string]]::new([System.StringComparer]::Ordinal)
${narrower.join('')}# By permission set and name of the tunnel, in the order of the names.
$tunnels = [System.Collections.Generic.Dictionary[string, string[]]]::new([System.StringComparer]::Ordinal)
${tunnels.join('')}`;
}

/** Before 7.3 PowerShell drops empty arguments and double quotes on the way to a program; those are refused. */
function functions(facts: ClientFacts): string {
  const rowFormat = `${facts.widths.map((width, column) => `{${column},-${width}}`).join('  ')}  {4}`;
  return `# Replaces control characters, which could change the terminal: names come from files, from AWS and from the caller.
function Get-Clean([string] $Text) {
  return $Text -creplace '[\\x00-\\x1f\\x7f-\\x9f]', '?'
}

function Stop-With([int] $Status, [string] $Words) {
  [Console]::Error.WriteLine((Get-Clean "ssm-runas: $Words"))
  exit $Status
}

function Test-Member([string[]] $Members, [string] $Value) {
  return $Members.Count -eq 0 -or $Members -ccontains $Value
}

function Test-Short([string] $Option, [string] $Name) {
  return $Option.Length -gt 2 -and $Name.StartsWith($Option, [System.StringComparison]::Ordinal)
}

function Test-Unpassable([string] $Word) {
  if ($PSVersionTable.PSVersion -ge [version] '7.3') { return $false }
  return $Word -eq '' -or $Word.Contains('"') -or $Word -match '\\s.*\\\\$'
}

function Format-Word([string] $Word) {
  if ($Word -cmatch '^[A-Za-z0-9_./:=+-]+$') { return $Word }
  return "'" + ($Word -replace "(['\\u2018-\\u201b])", '$1$1') + "'"
}

function Write-Row([string[]] $Cells) {
  Write-Output (Get-Clean ('${rowFormat}' -f $Cells))
}

function Write-Rows([string] $Set, [string] $Account, [string] $Name) {
  $osUser, $document = $roles[$Set]
  Write-Row $Set, $osUser, $document, $Account, $Name
  foreach ($one in $tunnels.Values) {
    if ($one[0] -ceq $Set) { Write-Row $Set, "(tunnel $($one[1]))", $one[2], $Account, $Name }
  }
}

${powerShellProfiles}
function Show-Usage {
  Write-Output @'
${scriptUsage('ssm-runas.ps1').join('\n')}
'@
}

function Show-Version {
  Write-Output ${quotedForPowerShell(`ssm-runas ${editionOf(facts)}`)}
}
`;
}

/** `a,b` without quotes arrives as a list of two. */
const readArguments = `
$target = ''
$tunnel = ''
$common = @()
$rest = @()
$action = 'start'
for ($index = 0; $index -lt $args.Count; $index++) {
  $word = if ($args[$index] -is [array]) { $args[$index] -join ',' } else { [string] $args[$index] }
  $option = if ($word.StartsWith('--')) { ($word -split '=', 2)[0] } else { $word }
  $known = ''
  foreach ($name in '--profile', '--region', '--document-name', '--tunnel', '--target') {
    if (Test-Short $option $name) { $known = $name }
  }
  if ($known -ceq '--document-name') {
    Stop-With 2 "$word is refused: your permission set decides the document; to become another Linux user, choose another profile"
  } elseif ($known -ceq '--target') {
    Stop-With 2 "$word is refused: name the node without it, as the first argument"
  } elseif ($known -cne '') {
    if ($word.Contains('=')) {
      $value = ($word -split '=', 2)[1]
    } else {
      $index++
      $value = if ($index -lt $args.Count) { [string] $args[$index] } else { '' }
    }
    if ($value -ceq '') { Stop-With 2 "$known needs a value" }
    if ($known -ceq '--region' -and -not (Test-Member $regions $value)) {
      Stop-With 1 "Region $value is not one of the role mapping's Regions"
    }
    if ($known -ceq '--tunnel') { $tunnel = $value } else { $common += "$known=$value" }
  } elseif ($word -ceq '--list') {
    $action = 'list'
  } elseif ($word -ceq '--dry-run') {
    $action = 'show'
  } elseif ($word -ceq '--help' -or $word -ceq '-h') {
    Show-Usage
    exit 0
  } elseif ($word -ceq '--version') {
    Show-Version
    exit 0
  } elseif ($target -cne '') {
    $rest += $word
  } elseif ($word.StartsWith('-')) {
    Stop-With 2 "unknown option $word; options of start-session stand after the node"
  } elseif ($word -ceq 'i-' -or $word -ceq 'mi-') {
    Stop-With 2 "unknown target \${word}: a node id has hexadecimal digits after i- or mi-"
  } elseif ($word -cmatch '^m?i-[0-9a-fA-F]+$' -and $word -cmatch '[A-F]') {
    Stop-With 2 "unknown target \${word}: a node id has lower-case letters only"
  } elseif ($word.StartsWith('ecs:', [System.StringComparison]::Ordinal)) {
    Stop-With 2 "unknown target \${word}: the policies allow no sessions with containers"
  } else {
    $target = $word
  }
}
if ($action -cne 'list' -and $target -ceq '') { Stop-With 2 'give a node: its id (i-... or mi-...) or its Name tag; see --help' }
if (-not (Get-Command aws -CommandType Application -ErrorAction SilentlyContinue)) {
  Stop-With 127 'the AWS CLI (aws) is not installed or not on the PATH'
}
`;

/** The plugin is looked for first: without it, the AWS CLI opens a session before it notices. */
const answerWithoutSession = `
if ($action -ceq 'start' -and -not (Get-Command session-manager-plugin -CommandType Application -ErrorAction SilentlyContinue)) {
  Stop-With 127 'session-manager-plugin is not installed or not on the PATH'
}
if ($action -ceq 'list') {
  Write-Row ${headings.map(quotedForPowerShell).join(', ')}
  foreach ($one in Get-Profiles) {
    if ($roles.ContainsKey($one.PermissionSet) -and (Test-Member $accounts $one.Account)) {
      Write-Rows $one.PermissionSet $one.Account $one.Name
    }
  }
}
`;

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html shows the role's name. */
function identifyCaller({ partition }: ClientFacts): string {
  return `
$arn = & aws sts get-caller-identity --query Arn --output text @common
if ($LASTEXITCODE -ne 0) {
  Stop-With $LASTEXITCODE 'AWS did not return your identity; if you are not signed in or the sign-in has expired, run: aws sso login'
}
if ("$arn" -cmatch '^arn:([a-z-]+):sts::([0-9]+):assumed-role/AWSReservedSSO_(.+)_[0-9a-f]{16}/') {
  $partition, $account, $permissionSet = $Matches[1], $Matches[2], $Matches[3]
} else {
  Stop-With 1 "you are signed in as $arn, which is not a permission set of IAM Identity Center; choose another profile"
}
if ($partition -cne '${partition}') {
  Stop-With 1 "you are signed in as $arn, but the role mapping is for the partition ${partition}"
}
if (-not $roles.ContainsKey($permissionSet)) {
  Stop-With 1 "the permission set $permissionSet is not in the role mapping, so no Linux user belongs to it; choose another profile"
}
if (-not (Test-Member $accounts $account)) {
  Stop-With 1 "you are signed in to account $account, which is not one of the role mapping's accounts; choose another profile"
}
$osUser, $document = $roles[$permissionSet]
`;
}

/** AWS answers no node that is stopped; one that lost its connection has another PingStatus. */
const nodeByName = `
if ($action -ceq 'list') {
  Write-Rows $permissionSet $account '(signed in now)'
  exit 0
}
if ($target -cnotmatch '^m?i-[0-9a-f]+$') {
  if ($target -cmatch '["\\\\*?\\x00-\\x1f\\x7f-\\x9f]') {
    Stop-With 2 "unknown target \${target}: a Name tag with such characters cannot be searched for; use the id of the node"
  }
  if ($scopes.ContainsKey($permissionSet)) { $scope = $scopes[$permissionSet] }
  # From a file: PowerShell before 7.3 drops double quotes on the way to a program.
  $request = New-TemporaryFile
  try {
    [System.IO.File]::WriteAllText($request.FullName, "[{""Key"":""tag:Name"",""Values"":[""$target""]}$scope]")
    $answer = & aws ssm describe-instance-information --filters "file://$($request.FullName)" --query "InstanceInformationList[?PingStatus=='Online'].[InstanceId,ComputerName,IPAddress]" --output text @common
    $status = $LASTEXITCODE
  } finally {
    Remove-Item -LiteralPath $request.FullName
  }
  if ($status -ne 0) { Stop-With $status "AWS did not list the nodes with the Name tag \${target}; use the id of the node" }
  $nodes = @($answer | Where-Object { $_ -cmatch '^m?i-[0-9a-f]+(\\s|$)' })
  if ($nodes.Count -eq 0) {
    Stop-With 1 "no running, managed node has the Name tag $target and the node tags of your role; check the name, the Region and the account, or use the id of the node"
  }
  if ($nodes.Count -gt 1) {
    [Console]::Error.WriteLine((Get-Clean "ssm-runas: several nodes have the Name tag \${target}; use one of these ids:"))
    foreach ($one in $nodes) { [Console]::Error.WriteLine((Get-Clean ($one -replace '\\t', '  '))) }
    exit 1
  }
  $target = ($nodes[0] -split '\\s')[0]
}
`;

const startSession = `
if ($tunnel -cne '') {
  if (-not $tunnels.ContainsKey("$permissionSet/$tunnel")) {
    Stop-With 1 "the permission set $permissionSet has no tunnel $tunnel; see --list"
  }
  $document = $tunnels["$permissionSet/$tunnel"][2]
}
$command = @('ssm', 'start-session', '--target', $target, '--document-name', $document) + $common + $rest
if ($action -ceq 'show') {
  Write-Output ('aws ' + (($command | ForEach-Object { Format-Word $_ }) -join ' '))
  exit 0
}
foreach ($word in $command) {
  if (Test-Unpassable $word) { Stop-With 2 'this PowerShell cannot pass an empty argument or a double quote to a program; use PowerShell 7.3 or later' }
}
& aws @command
exit $LASTEXITCODE
`;
