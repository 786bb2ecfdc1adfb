// Signed modules from the command line: keys, signing, and each refusal in its own words.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kHead = "doorward: error: `set.dwm` is refused: ";

/// A folder with two keys and a small policy.
class SigningFolder : public ScratchFolder {
 public:
  SigningFolder() {
    write("seed", std::string(32, '\1'));
    write("other", std::string(32, '\2'));
    write("p.ward", "everyone for all apps require mfa\n");
    must("keys public seed -o key.pub");
    must("keys public other -o other.pub");
  }

  void must(const std::string& arguments) const {
    const Result result = run(arguments);
    CAPTURE(arguments);
    CHECK_EQ(result.err, "");
    REQUIRE_EQ(result.exit, 0);
  }
  void sign(const std::string& more) const { must("compile p.ward -o set.dwm --quiet " + more); }
  Result eval(const std::string& more) const {
    return run("eval --policies set.dwm " + more, R"({"id":"s","user":{"id":"u"}})"
                                                  "\n");
  }
  /// What `eval` says of a module that it refuses.
  std::string refusal(const std::string& more) const {
    const Result result = eval(more);
    CHECK_EQ(result.exit, 2);
    CHECK_EQ(result.out, "");
    return result.err;
  }
};

TEST_CASE("a signed module decides as its source does, with its key and without") {
  const SigningFolder folder;
  folder.sign("--sign seed");
  const std::string source = folder
                                 .run("eval --policies p.ward", R"({"id":"s","user":{"id":"u"}})"
                                                                "\n")
                                 .out;
  CHECK_NE(source, "");
  CHECK_EQ(folder.eval("--verify-key key.pub").out, source);
  CHECK_EQ(folder.eval("--verify-key key.pub --verify-set set").out, source);
  CHECK_EQ(folder.eval("").out, source);
  CHECK_EQ(folder.run("disasm set.dwm --verify-key key.pub").exit, 0);
}

TEST_CASE("with a key, what is unsigned, of another key, changed, of another set or late is refused") {
  const SigningFolder folder;
  const std::string help = "help: `doorward compile PATH… -o FILE --sign KEY` signs a module\n";
  folder.sign("");
  CHECK_EQ(folder.refusal("--verify-key key.pub"), fmt::format("{}the module is not signed\n{}", kHead, help));
  folder.sign("--sign seed --not-after 2020-01-01");
  CHECK_EQ(folder.refusal("--verify-key other.pub"),
           fmt::format("{}it is signed with the key 8a88e3dd7409f195, not with 8139770ea87d175f\n", kHead));
  CHECK_EQ(folder.refusal("--verify-key key.pub --verify-set fabrikam"),
           fmt::format("{}it is signed for the set `set`, not for `fabrikam`\n", kHead));
  CHECK_EQ(folder.refusal("--verify-key key.pub"),
           fmt::format("{}it could be taken until 2020-01-01T00:00:00Z\n", kHead));
  std::string bytes = folder.read("set.dwm");
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  folder.write("set.dwm", bytes);
  CHECK_EQ(folder.refusal("--verify-key key.pub"), fmt::format("{}the module is not the one that was signed\n", kHead));
  bytes[16] = static_cast<char>(bytes[16] ^ 2);  // the sequence
  folder.write("set.dwm", bytes);
  CHECK_EQ(folder.refusal("--verify-key key.pub"), fmt::format("{}the signature is not of this envelope\n", kHead));
  bytes[8] = 2;  // the version
  folder.write("set.dwm", bytes);
  CHECK_EQ(folder.refusal("--verify-key key.pub"),
           fmt::format("{}the envelope of the signature is damaged or of another version\n", kHead));
}

TEST_CASE("with a key, source is refused") {
  const SigningFolder folder;
  const Result result = folder.run("eval --policies p.ward --verify-key key.pub");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.err,
           "doorward: error: `p.ward` is refused: it is source, and only a module can be signed\n"
           "help: `doorward compile PATH… -o FILE --sign KEY` signs a module\n");
}

TEST_CASE("with a state file, older modules and others of the same sequence are refused from then on") {
  const SigningFolder folder;
  const std::string trust = "--verify-key key.pub --verify-state state.json";
  folder.sign("--sign seed --sequence 5");
  CHECK_EQ(folder.eval(trust).exit, 0);
  CHECK_EQ(folder.read("state.json").substr(0, 36), R"({"set":"set","sequence":5,"sha256":")");
  CHECK_EQ(folder.eval(trust).exit, 0);
  folder.sign("--sign seed --sequence 4");
  CHECK_EQ(folder.refusal(trust), fmt::format("{}its sequence is 4, and 5 was taken before\n", kHead));
  folder.write("p.ward", "everyone for all apps block\n");
  folder.sign("--sign seed --sequence 5");
  CHECK_EQ(folder.refusal(trust), fmt::format("{}another module of sequence 5 was taken before\n", kHead));
  folder.sign("--sign seed --sequence 6");
  CHECK_EQ(folder.eval(trust).exit, 0);
  folder.sign("--sign seed --sequence 7 --set fabrikam");
  CHECK_EQ(folder.refusal(trust), fmt::format("{}it is signed for the set `fabrikam`, not for `set`\n", kHead));
  folder.write("state.json", "{}");
  CHECK_EQ(folder.refusal(trust),
           "doorward: error: `state.json` does not say which module was taken last\n"
           "help: restore the file, or remove it to trust the next module whatever its sequence\n");
}

TEST_CASE("compiling again signs with the next sequence, and what did not change with the same") {
  const SigningFolder folder;
  folder.sign("--sign seed");
  const std::string first = folder.read("set.dwm");
  folder.sign("--sign seed");
  CHECK_EQ(folder.read("set.dwm"), first);
  folder.write("p.ward", "everyone for all apps block\n");
  folder.sign("--sign seed");
  CHECK_EQ(folder.eval("--verify-key key.pub --verify-state state.json").exit, 0);
  CHECK_EQ(folder.read("state.json").substr(0, 35), R"({"set":"set","sequence":2,"sha256":)");
}

TEST_CASE("a new key is for its owner alone, is never replaced, and has its public half beside it") {
  namespace fs = std::filesystem;
  const SigningFolder folder;
  const Result made = folder.run("keys new -o signing.pem");
  CHECK_EQ(made.exit, 0);
  CHECK_EQ(made.err, "doorward: `signing.pem` signs modules and is to be kept secret; `signing.pem.pub` checks them\n");
  CHECK((fs::status(folder.path("signing.pem")).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
        fs::perms::none);
  CHECK_EQ(folder.run("keys public signing.pem").out, folder.read("signing.pem.pub"));
  const std::string key = folder.read("signing.pem");
  const Result again = folder.run("keys new -o signing.pem");
  CHECK_EQ(again.exit, 2);
  CHECK_EQ(again.err,
           "doorward: error: `signing.pem` exists, and keys are not replaced\n"
           "help: choose another file, or remove that one\n");
  CHECK_EQ(folder.read("signing.pem"), key);
  folder.sign("--sign signing.pem");
  CHECK_EQ(folder.eval("--verify-key signing.pem.pub").exit, 0);
}

TEST_CASE("what is no key is said to be none, and nothing is written") {
  const SigningFolder folder;
  const Result signing = folder.run("compile p.ward -o set.dwm --sign key.pub");
  CHECK_EQ(signing.exit, 2);
  CHECK_EQ(signing.err,
           "doorward: error: `key.pub` is no key to sign with: it holds neither `-----BEGIN PRIVATE KEY-----` nor the "
           "32 bytes of a bare key\nhelp: `doorward keys new -o KEY` makes one\n");
  CHECK_FALSE(folder.has("set.dwm"));
  folder.sign("--sign seed");
  CHECK_EQ(
      folder.refusal("--verify-key p.ward"),
      "doorward: error: `p.ward` is no key that modules can be checked with: it holds neither `-----BEGIN PUBLIC "
      "KEY-----` nor the 32 bytes of a bare key\nhelp: `doorward keys public KEY -o FILE` writes the public half of "
      "a key\n");
}

}  // namespace
}  // namespace doorward::test
