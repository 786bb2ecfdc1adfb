// `doorward explain CODE`: the page of a diagnostic, compiled in from docs/diagnostics/.
#include <fmt/format.h>

#include <memory>

#include "command.h"
#include "commands.h"
#include "doorward/facts/guid.h"
#include "doorward/grammar/diagnostic.h"
#include "embedded_diagnostic_pages.h"
#include "findings_report.h"

namespace doorward::cli {

std::string_view diagnostic_page(std::string_view code) {
  for (const embedded::File& file : embedded::diagnostic_pages()) {
    if (equals_ignoring_case(file.name.substr(0, file.name.rfind('.')), code)) return file.text;
  }
  return {};
}

namespace {

Exit explain(const Context& context, const std::string& code) {
  const std::string_view page = diagnostic_page(code);
  if (!page.empty()) {
    context.write_output(page);
    return Exit::ok;
  }
  if (const CodeRow* row = find_code(code)) {
    context.write_output(fmt::format("{}: {}\n", row->id, row->text));
    return Exit::ok;
  }
  context.error(fmt::format("`{}` is no diagnostic code", code));
  context.write_messages("help: codes look like `E1001` or `W3001`, as messages print them in brackets\n");
  return Exit::usage;
}

}  // namespace

void add_explain(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "explain", text, "doorward explain E2001");
  auto code = std::make_shared<std::string>();
  command.add_option("CODE", *code, "code of a message, such as E2001")->required();
  command.callback([&context, code] { context.action = [&context, code] { return explain(context, *code); }; });
}

}  // namespace doorward::cli
