# What all units have in common. The folders of a unit are its account and its Region.
locals {
  place   = split("/", path_relative_to_include())
  account = local.place[0]
  region  = local.place[1]
}

terraform {
  source = "${get_repo_root()}/generated//session-documents"
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite"
  }
  config = {
    bucket       = "YOUR-STATE-BUCKET"
    key          = "ssm-runas/${path_relative_to_include()}.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOT
    provider "aws" {
      region              = "${local.region}"
      profile             = "${local.account}"
      allowed_account_ids = ["${local.account}"]
    }
  EOT
}
