/**
 * Which permission set each profile of the AWS CLI signs in with, as a function of PowerShell: the same as `posix-profiles.ts`, which
 * names the sources.
 */
export const powerShellProfiles = `function Read-Process($Current) {
  if ($Current.PermissionSet -cne '' -or $Current.Process -cnotmatch 'aws-sso') { return }
  $words = @(($Current.Process -replace '["'']', '') -split '\\s+')
  for ($at = 0; $at -lt $words.Count; $at++) {
    $option = $words[$at]
    $value = ''
    if ($option -cmatch '^(--[a-z-]+)=(.*)$') {
      $option, $value = $Matches[1], $Matches[2]
    } elseif ($option.StartsWith('-') -and $at + 1 -lt $words.Count) {
      $at++
      $value = $words[$at]
    }
    if ($option -cmatch '^(--role|--role-name|-R)$') { $Current.PermissionSet = $value }
    if ($option -cmatch '^(--account|--account-id|-A)$') { $Current.Account = $value }
    if ($option -cmatch '^(--arn|-a)$' -and $value -cmatch '^[^:]*:[^:]*:[^:]*:[^:]*:([^:]*):role/([^:]*)$') {
      $Current.Account, $Current.PermissionSet = $Matches[1], $Matches[2]
    }
  }
}

function Get-Profiles {
  $file = if ($env:AWS_CONFIG_FILE) { $env:AWS_CONFIG_FILE } else { Join-Path $HOME '.aws/config' }
  $found = @()
  if (Test-Path -LiteralPath $file) {
    foreach ($line in Get-Content -LiteralPath $file) {
      if ($line -cmatch '^\\s*\\[\\s*(?:profile\\s+)?["'']?(.*?)["'']?\\s*\\]') {
        $current = @{ Name = $Matches[1]; Account = ''; PermissionSet = ''; Process = '' }
        $found += $current
      } elseif ($found.Count -gt 0 -and $line -cmatch '^\\s*(?:granted_)?sso_role_name\\s*=\\s*(.*?)\\s*$') {
        $current.PermissionSet = $Matches[1]
      } elseif ($found.Count -gt 0 -and $line -cmatch '^\\s*(?:granted_)?sso_account_id\\s*=\\s*(.*?)\\s*$') {
        $current.Account = $Matches[1]
      } elseif ($found.Count -gt 0 -and $line -cmatch '^\\s*credential_process\\s*=\\s*(.*?)\\s*$') {
        $current.Process = $Matches[1]
      }
    }
  }
  foreach ($one in $found) { Read-Process $one }
  return $found
}
`;
