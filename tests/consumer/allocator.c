/* A host that lends the library its memory and listens to its log: `allocator MODULE`. Exits 0 when every byte came from
 * the host and went back to it, when memory that runs out is a status or a block, and when the log told what happened. */
#define _POSIX_C_SOURCE 200809L
#include <doorward.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct memory {
  size_t taken;   /* allocations that were asked for */
  size_t lent;    /* those that are out */
  size_t allowed; /* how many may be asked for */
};

static void* allocate(void* context, size_t size, size_t alignment) {
  struct memory* memory = context;
  void* bytes = NULL;
  if (memory->taken++ >= memory->allowed) return NULL;
  if (posix_memalign(&bytes, alignment, size) != 0) return NULL;
  ++memory->lent;
  return bytes;
}

static void release(void* context, void* bytes) {
  struct memory* memory = context;
  --memory->lent;
  free(bytes);
}

struct heard {
  doorward_log_level level;
  char line[128];
};

static void listen(void* context, doorward_log_level level, const char* line) {
  struct heard* heard = context;
  heard->level = level;
  strncpy(heard->line, line, sizeof heard->line - 1);
}

/* Loads, decides once and frees all; answers the outcome. */
static doorward_outcome decide_once(const void* module, size_t size, doorward_status* status) {
  doorward_policy_set* set = NULL;
  doorward_policy_slot* slot = NULL;
  doorward_evaluator* evaluator = NULL;
  doorward_sign_in* sign_in = NULL;
  doorward_decision* decision = NULL;
  doorward_outcome outcome;
  *status = doorward_policy_set_load(module, size, &set, NULL, 0);
  if (*status == DOORWARD_OK) *status = doorward_policy_slot_create(set, &slot);
  if (*status == DOORWARD_OK) *status = doorward_evaluator_create_for_slot(slot, &evaluator);
  if (*status == DOORWARD_OK) *status = doorward_sign_in_create(&sign_in);
  if (*status == DOORWARD_OK) *status = doorward_decision_create(&decision);
  if (*status == DOORWARD_OK) *status = doorward_evaluator_set_strict(evaluator, false);
  if (*status == DOORWARD_OK) *status = doorward_sign_in_set_user(sign_in, doorward_text_of("u"));
  if (*status == DOORWARD_OK) *status = doorward_sign_in_set_client_app(sign_in, DOORWARD_CLIENT_APP_browser);
  if (*status == DOORWARD_OK) *status = doorward_sign_in_set_platform(sign_in, DOORWARD_PLATFORM_windows);
  if (*status == DOORWARD_OK) *status = doorward_decide(evaluator, sign_in, 0, decision);
  outcome = doorward_decision_outcome(decision);
  doorward_decision_free(decision);
  doorward_sign_in_free(sign_in);
  doorward_evaluator_free(evaluator);
  doorward_policy_slot_free(slot);
  doorward_policy_set_free(set);
  return outcome;
}

static int fail(const char* what) {
  fprintf(stderr, "%s\n", what);
  return 1;
}

int main(int argc, char** argv) {
  struct memory memory = {0, 0, 0};
  struct heard heard = {DOORWARD_LOG_ERROR, ""};
  const doorward_allocator allocator = {allocate, release, &memory};
  const doorward_log log = {listen, &heard};
  static unsigned char module[1 << 20];
  doorward_status status;
  size_t size, needed, allowed;
  FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return fail("usage: allocator MODULE");
  size = fread(module, 1, sizeof module, file);
  fclose(file);
  if (doorward_set_allocator(NULL) != DOORWARD_NULL_ARGUMENT) return fail("no allocator was taken");
  if (doorward_set_allocator(&allocator) != DOORWARD_OK) return fail("the allocator was not taken");
  if (doorward_set_log(&log) != DOORWARD_OK) return fail("the log was not taken");

  memory.allowed = (size_t)-1;
  if (decide_once(module, size, &status) == DOORWARD_OUTCOME_BLOCK || status != DOORWARD_OK) return fail("no decision");
  if (memory.taken == 0 || memory.lent != 0) return fail("memory did not come from the host, or did not go back to it");
  if (heard.level != DOORWARD_LOG_INFO || strncmp(heard.line, "loaded a policy set: ", 21) != 0)
    return fail(heard.line);
  if (doorward_set_allocator(&allocator) != DOORWARD_TOO_LATE) return fail("the allocator was changed too late");

  needed = memory.taken;
  for (allowed = 0; allowed < needed; ++allowed) {
    memory.taken = 0;
    memory.allowed = allowed;
    if (decide_once(module, size, &status) != DOORWARD_OUTCOME_BLOCK) return fail("let in without memory");
    if (memory.lent != 0) return fail("memory was kept");
  }
  memory.allowed = (size_t)-1;
  module[size / 2] ^= 1;
  decide_once(module, size, &status);
  if (status != DOORWARD_BAD_MODULE || heard.level != DOORWARD_LOG_WARNING) return fail("the refusal was not told");
  doorward_set_log(NULL);
  return 0;
}
