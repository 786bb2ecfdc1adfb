// `doorward diff --format html`: a page that stands alone, whatever the names are.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kHostile = "group \"<script>alert('1')</script>\" = 4f1c2d7e-0000-4000-8000-0000000000aa\n";

std::string policies(const std::string& demand) {
  return std::string(kHostile) +
         "policy CA1 \"One\"\n  \"<script>alert('1')</script>\" through browsers for all apps " + demand + "\n";
}

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Policy change</title>
<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin-top:1em}td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}.weaker{color:#a00;font-weight:bold}</style>
</head>
<body>
<h1>Policy change</h1>
)";

}  // namespace

TEST_CASE("a comparison as a page escapes the names of policies") {
  const ScratchFolder folder;
  folder.write("a.ward", policies("block"));
  folder.write("b.ward", policies("require mfa"));
  const Result result = folder.run("diff a.ward b.ward --format html --fail-on weaker");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out, std::string(kHead) +
                           R"(<p>2 kinds of sign-ins are decided otherwise, 2 are demanded less</p>
<table>
<tr><th>for example</th><th>kinds of sign-ins</th><th>before</th><th>now</th><th>why it is weaker</th></tr>
<tr><td>&quot;&lt;script&gt;alert('1')&lt;/script&gt;&quot; through browser</td><td>2</td><td>block by CA1</td><td>challenge, requires mfa</td><td class="weaker">it is granted with mfa alone</td></tr>
</table>
<table>
<tr><th>policy</th><th>change</th><th>example</th></tr>
<tr><td>CA1</td><td>demands otherwise for 2</td><td>&quot;&lt;script&gt;alert('1')&lt;/script&gt;&quot; through browser</td></tr>
</table>
</body>
</html>
)");
}

TEST_CASE("sets that mean the same are a page too") {
  const ScratchFolder folder;
  folder.write("a.ward", policies("block"));
  const Result result = folder.run("diff a.ward a.ward --format html");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out, std::string(kHead) + "<p>no sign-in is decided otherwise</p>\n</body>\n</html>\n");
}

TEST_CASE("a replay as a page escapes what sign-ins are called") {
  const ScratchFolder folder;
  folder.write("a.ward", policies("block"));
  folder.write("b.ward", policies("require mfa"));
  folder.write(
      "s.ndjson",
      R"({"id":"<img src=x onerror=alert(1)>","user":{"id":"<b>u","groups":["4f1c2d7e-0000-4000-8000-0000000000aa"]},)"
      R"("app":{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"},"clientApp":"browser"})"
      "\n");
  const Result result = folder.run("diff a.ward b.ward --signins s.ndjson --format html");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out, std::string(kHead) +
                           R"(<p>1 of 1 sign-in is decided otherwise, 1 is demanded less</p>
<table>
<tr><th>change</th><th>sign-ins</th><th>demanded less</th><th>example</th><th>before</th><th>now</th><th>why it is weaker</th></tr>
<tr><td>block before, challenge now</td><td>1</td><td>1</td><td>&lt;img src=x onerror=alert(1)&gt;</td><td>block by CA1</td><td>challenge, requires mfa</td><td class="weaker">it is granted with mfa alone</td></tr>
</table>
<table>
<tr><th>policy</th><th>change</th><th>example</th></tr>
<tr><td>CA1</td><td>demands otherwise for 1</td><td>&lt;img src=x onerror=alert(1)&gt;</td></tr>
</table>
<table>
<tr><th>user</th><th>sign-ins</th><th>demanded less</th><th>example</th></tr>
<tr><td>&lt;b&gt;u</td><td>1</td><td>1</td><td>&lt;img src=x onerror=alert(1)&gt;</td></tr>
</table>
<table>
<tr><th>group</th><th>sign-ins</th><th>demanded less</th><th>example</th></tr>
<tr><td>4f1c2d7e-0000-4000-8000-0000000000aa</td><td>1</td><td>1</td><td>&lt;img src=x onerror=alert(1)&gt;</td></tr>
</table>
</body>
</html>
)");
}

}  // namespace doorward::test
