/* Decides sign-ins that are JSON with the installed library: `json MODULE`. Exits 0 when a sign-in is decided, and what
 * is none is refused with the reason. */
#include <doorward_json.h>
#include <stdio.h>
#include <string.h>

static unsigned char module[1 << 20];

static int fail(const char* what) {
  fprintf(stderr, "%s\n", what);
  return 1;
}

static doorward_text text(const char* words) {
  doorward_text out;
  out.data = words;
  out.size = strlen(words);
  return out;
}

static int begins(doorward_text answer, const char* with) {
  return answer.size >= strlen(with) && memcmp(answer.data, with, strlen(with)) == 0;
}

int main(int argc, char** argv) {
  doorward_json_policies* policies = NULL;
  doorward_json_decider* decider = NULL;
  doorward_text answer;
  char message[200];
  size_t size = 0;
  FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return fail("usage: json MODULE");
  size = fread(module, 1, sizeof module, file);
  fclose(file);
  if (doorward_json_check_abi(DOORWARD_ABI_VERSION) != DOORWARD_OK) return fail("another version");
  if (doorward_json_policies_load(module, size, &policies, message, sizeof message) != DOORWARD_OK)
    return fail(message);
  if (doorward_json_decider_create(policies, &decider) != DOORWARD_OK) return fail("no decider");
  doorward_json_decider_set_strict(decider, false);
  if (doorward_json_decide(decider, text("{\"id\":\"s1\",\"user\":{\"id\":\"anna\"}}"), 0, &answer) != DOORWARD_OK ||
      !begins(answer, "{\"id\":\"s1\",\"outcome\":\"")) {
    return fail("no decision");
  }
  if (doorward_json_decide(decider, text("{\"user\":1}"), 0, &answer) != DOORWARD_BAD_VALUE ||
      !begins(answer, "`user`")) {
    return fail("what is no sign-in was decided");
  }
  doorward_json_decider_free(decider);
  doorward_json_policies_free(policies);
  return 0;
}
