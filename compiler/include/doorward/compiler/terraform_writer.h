// From the resolved model to Terraform (docs/export.md): a resource of the provider hashicorp/azuread for each policy and
// for each named location that policies refer to. What the provider has no argument for is an error that names it. Must
// not know files or Ward's grammar.
#pragma once

#include <string>

#include "doorward/compiler/graph_writer.h"

namespace doorward {

/// The configuration as HCL. The same set gives the same bytes. After an error the text is empty.
std::string write_terraform(const model::PolicySet& set, const GraphWriteOptions& options, DiagnosticSink& sink);

}  // namespace doorward
