// Findings that were there when lints were adopted: a file of fingerprints, so that only new findings are shown. Must not
// know levels.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "doorward/grammar/diagnostic.h"

namespace doorward::cli {

/// How often each fingerprint is known.
using Baseline = std::map<std::string, std::size_t>;

/// Reads what baseline_text() writes; nullopt with `error` set.
std::optional<Baseline> read_baseline(std::string_view text, std::string& error);

/// The warnings and notes of `sink` as a baseline, JSON.
std::string baseline_text(const SourceMap& sources, const DiagnosticSink& sink);

/// Takes out of `sink` what the baseline knows, errors excepted. Returns how many entries were not found any more.
std::size_t apply_baseline(Baseline baseline, const SourceMap& sources, DiagnosticSink& sink);

}  // namespace doorward::cli
