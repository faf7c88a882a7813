#!/bin/sh
# Plans or applies the Session documents in each account and Region. The functions are those of generated/ROLLOUT.md.
set -u

use_account() {
  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  export AWS_PROFILE="$1"
}

everywhere() {
  failed=0
  for account in 111122223333 444455556666; do
    for region in eu-central-1 eu-west-1; do
      printf '== account %s, Region %s\n' "$account" "$region"
      (
        use_account "$account"
        export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
        if [ "$(aws sts get-caller-identity --query Account --output text)" != "$account" ]; then
          printf 'These are not credentials of account %s.\n' "$account" >&2
          exit 1
        fi
        "$@"
      ) || {
        printf '%s failed in account %s, Region %s.\n' "$1" "$account" "$region" >&2
        failed=1
      }
    done
  done
  return "$failed"
}

plan_documents() {
  rm -f -- "session-documents/$account-$region.bin"
  terraform -chdir=session-documents init -input=false &&
    terraform -chdir=session-documents workspace select -or-create "$account-$region" &&
    terraform -chdir=session-documents plan -input=false -out="$account-$region.bin" &&
    terraform -chdir=session-documents show -json "$account-$region.bin" > session-documents/plan.json || return
  ssm-runas-gen gate --strict --plan session-documents/plan.json \
    --attached-scp attached-scp-1.json && return
  rm -f -- "session-documents/$account-$region.bin"
  return 1
}

apply_documents() {
  terraform -chdir=session-documents workspace select "$account-$region" &&
    terraform -chdir=session-documents apply -input=false "$account-$region.bin" &&
    terraform -chdir=session-documents output -json > "documents-$account-$region.json"
}

case ${1-} in
plan) everywhere plan_documents ;;
apply) everywhere apply_documents ;;
*)
  echo 'usage: documents.sh plan|apply' >&2
  exit 2
  ;;
esac
