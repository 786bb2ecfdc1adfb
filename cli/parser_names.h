// Names of the argument parser, for headers that only pass it on: CLI11 takes most of the time to compile a file.
#pragma once

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's own name
class App;
}
