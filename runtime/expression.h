// The stack machine for what set tables cannot say: device filters, `when`, time windows, exceptions that end. Code was
// verified: operands are in range, the stack holds at most 64 values, and every program ends within its own length.
#pragma once

#include <cstdint>

#include "bound_request.h"
#include "doorward/facts/facts.h"
#include "membership.h"
#include "set_image.h"

namespace doorward::runtime {

/// The value of an expression block, which ends in `yield`.
bool holds(const SetImage& image, bytecode::List code, const BoundRequest& request) noexcept;

/// Whether every test of a policy's exceptions that end, or of its residual code, passes. In an exception a guest
/// whose kind or tenant is not known is not taken out.
bool passes(const SetImage& image, bytecode::List code, const BoundRequest& request, UnknownGuest unknown) noexcept;

/// The dimensions whose tests fail, one bit each.
std::uint32_t failed_dimensions(const SetImage& image, bytecode::List code, const BoundRequest& request,
                                UnknownGuest unknown) noexcept;

/// The signals that a policy's exceptions test: those that have ended test nothing.
SignalMask exception_tests(const SetImage& image, bytecode::List code, std::int64_t now) noexcept;

}  // namespace doorward::runtime
