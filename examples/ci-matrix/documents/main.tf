# One account and Region: the job that runs this says which.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  # The job adds the bucket and the key of the state.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}

variable "account" {
  description = "Id of the account."
  type        = string
}

variable "region" {
  description = "Region of the documents."
  type        = string
}

provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account]
}

module "documents" {
  source = "../generated/session-documents"
}

output "documents" {
  description = "For the option --documents of gate."
  value       = module.documents.documents
}
