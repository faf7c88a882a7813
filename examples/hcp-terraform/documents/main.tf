# One account and Region: the workspace says which, by its variables.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  cloud {
    organization = "YOUR-ORGANIZATION"
    workspaces {
      tags = ["ssm-runas-documents"]
    }
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
