# Each account and Region is a provider and a call of the module.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

provider "aws" {
  alias               = "a_eu_central_1"
  region              = "eu-central-1"
  profile             = "111122223333"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias               = "a_eu_west_1"
  region              = "eu-west-1"
  profile             = "111122223333"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias               = "b_eu_central_1"
  region              = "eu-central-1"
  profile             = "444455556666"
  allowed_account_ids = ["444455556666"]
}

provider "aws" {
  alias               = "b_eu_west_1"
  region              = "eu-west-1"
  profile             = "444455556666"
  allowed_account_ids = ["444455556666"]
}

module "a_eu_central_1" {
  source    = "../generated/session-documents"
  providers = { aws = aws.a_eu_central_1 }
}

module "a_eu_west_1" {
  source    = "../generated/session-documents"
  providers = { aws = aws.a_eu_west_1 }
}

module "b_eu_central_1" {
  source    = "../generated/session-documents"
  providers = { aws = aws.b_eu_central_1 }
}

module "b_eu_west_1" {
  source    = "../generated/session-documents"
  providers = { aws = aws.b_eu_west_1 }
}

output "a_eu_central_1" {
  value = module.a_eu_central_1.documents
}

output "a_eu_west_1" {
  value = module.a_eu_west_1.documents
}

output "b_eu_central_1" {
  value = module.b_eu_central_1.documents
}

output "b_eu_west_1" {
  value = module.b_eu_west_1.documents
}
