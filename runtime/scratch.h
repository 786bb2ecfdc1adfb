// The buffers of one reader of one set.
#pragma once

#include "applying.h"
#include "bound_request.h"
#include "combine.h"
#include "doorward/runtime/evaluate.h"
#include "policy_index.h"

namespace doorward {

struct Scratch::State {
  runtime::BoundRequest request;
  runtime::Applying applying;
  runtime::IndexScratch index;
  runtime::ClauseVerdicts verdicts;
};

}  // namespace doorward
