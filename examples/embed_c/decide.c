/* A small decision service in C99: reads requests, one a line, and answers each with what to do. On SIGHUP it takes its
 * policies anew; a module that does not load changes nothing.
 *
 *   decide MODULE < requests
 *
 * A request is `USER GROUP APP IPV4`, four words; the answer `grant`, `challenge mfa …` or `block POLICY …`. What the
 * line does not say, a real service knows from its session and its directory; here it is the same for everybody. */
#define _POSIX_C_SOURCE 200809L
#include <doorward.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The policies in force, and what one thread needs to decide with them. */
struct service {
  const char* path;
  doorward_policy_slot* slot; /* one, whatever the number of threads */
  doorward_evaluator* evaluator;
  doorward_sign_in* sign_in;
  doorward_decision* decision;
};

/* The whole file, or NULL. */
static unsigned char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  unsigned char* bytes = NULL;
  long length = -1;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0) length = ftell(file);
  if (length > 0 && fseek(file, 0, SEEK_SET) == 0) bytes = malloc((size_t)length);
  if (bytes != NULL && fread(bytes, 1, (size_t)length, file) != (size_t)length) {
    free(bytes);
    bytes = NULL;
  }
  fclose(file);
  *size = bytes == NULL ? 0 : (size_t)length;
  return bytes;
}

/* The policies that lie at `path`, or NULL after a message. */
static doorward_policy_set* load_policies(const char* path) {
  char message[200];
  size_t size = 0;
  doorward_policy_set* policies = NULL;
  unsigned char* module = read_file(path, &size);
  doorward_status status;
  if (module == NULL) {
    fprintf(stderr, "cannot read %s\n", path);
    return NULL;
  }
  status = doorward_policy_set_load(module, size, &policies, message, sizeof message);
  free(module); /* the set has its own copy */
  if (status != DOORWARD_OK) fprintf(stderr, "%s: %s: %s\n", path, doorward_status_text(status), message);
  return policies;
}

static int open_service(struct service* service, const char* path) {
  doorward_policy_set* policies = load_policies(path);
  int opened = policies != NULL && doorward_policy_slot_create(policies, &service->slot) == DOORWARD_OK &&
               doorward_evaluator_create_for_slot(service->slot, &service->evaluator) == DOORWARD_OK &&
               doorward_sign_in_create(&service->sign_in) == DOORWARD_OK &&
               doorward_decision_create(&service->decision) == DOORWARD_OK;
  service->path = path;
  doorward_policy_set_free(policies); /* the slot keeps it */
  return opened;
}

/* Threads that decide go on while this runs, and take the new policies from their next decision on. */
static void reload(struct service* service) {
  doorward_policy_set* policies = load_policies(service->path);
  if (policies == NULL) return;
  if (doorward_policy_slot_replace(service->slot, policies) != DOORWARD_OK) fputs("out of memory\n", stderr);
  doorward_policy_set_free(policies);
}

static volatile sig_atomic_t reload_wanted = 0;

static void want_reload(int signal_number) {
  (void)signal_number;
  reload_wanted = 1;
}

/* Reading goes on where the signal interrupted it. */
static void listen_for_reload(void) {
  struct sigaction action;
  action.sa_handler = want_reload;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGHUP, &action, NULL);
}

static void close_service(struct service* service) {
  doorward_decision_free(service->decision);
  doorward_sign_in_free(service->sign_in);
  doorward_evaluator_free(service->evaluator);
  doorward_policy_slot_free(service->slot);
}

/* Setters are not checked one by one: one that fails spoils the sign-in, and deciding it says so. */
static void fill(doorward_sign_in* sign_in, const char* user, const char* group, const char* app, const uint8_t ip[4]) {
  const doorward_text groups[] = {doorward_text_of(group)};
  doorward_sign_in_clear(sign_in);
  doorward_sign_in_set_user(sign_in, doorward_text_of(user));
  doorward_sign_in_set_user_guest(sign_in, false);
  doorward_sign_in_set_user_guest_kinds(sign_in, 0);
  doorward_sign_in_set_user_groups(sign_in, groups, 1);
  doorward_sign_in_set_user_roles(sign_in, NULL, 0);
  doorward_sign_in_set_user_agent(sign_in, false);
  doorward_sign_in_set_app(sign_in, doorward_text_of(app));
  doorward_sign_in_set_app_agent(sign_in, false);
  doorward_sign_in_set_client_app(sign_in, DOORWARD_CLIENT_APP_browser);
  doorward_sign_in_set_ip(sign_in, ip, 4);
  doorward_sign_in_set_platform(sign_in, DOORWARD_PLATFORM_windows);
  doorward_sign_in_set_device_compliant(sign_in, false);
  doorward_sign_in_set_device_text(sign_in, DOORWARD_DEVICE_trust_type, doorward_text_of("Workplace"));
  doorward_sign_in_set_flow(sign_in, DOORWARD_FLOW_none);
  doorward_sign_in_set_sign_in_risk(sign_in, DOORWARD_RISK_none);
  doorward_sign_in_set_user_risk(sign_in, DOORWARD_RISK_none);
  doorward_sign_in_set_insider_risk(sign_in, DOORWARD_INSIDER_RISK_none);
}

static void print_list(const doorward_decision* decision, doorward_list list) {
  size_t count = doorward_decision_list_size(decision, list);
  size_t i;
  for (i = 0; i < count; ++i) {
    doorward_text text;
    if (doorward_decision_list_item(decision, list, i, &text) != DOORWARD_OK) continue;
    putchar(' ');
    fwrite(text.data, 1, text.size, stdout);
  }
}

static void answer(const doorward_decision* decision) {
  switch (doorward_decision_outcome(decision)) {
    case DOORWARD_OUTCOME_GRANT:
      fputs("grant", stdout);
      break;
    case DOORWARD_OUTCOME_CHALLENGE:
      fputs("challenge", stdout);
      print_list(decision, DOORWARD_LIST_NEXT);
      break;
    default:
      fputs("block", stdout);
      print_list(decision, DOORWARD_LIST_BLOCKED_BY);
      if (doorward_decision_get_status(decision) == DOORWARD_DECISION_SIGNAL_MISSING) {
        fputs(" for want of", stdout);
        print_list(decision, DOORWARD_LIST_ASSUMED);
      }
      break;
  }
  putchar('\n');
}

static void serve(struct service* service) {
  char line[1024];
  while (fgets(line, sizeof line, stdin) != NULL) {
    char user[128], group[128], app[128];
    unsigned a, b, c, d;
    if (reload_wanted) {
      reload_wanted = 0;
      reload(service);
    }
    if (sscanf(line, "%127s %127s %127s %3u.%3u.%3u.%3u", user, group, app, &a, &b, &c, &d) == 7 && a < 256 &&
        b < 256 && c < 256 && d < 256) {
      const uint8_t ip[4] = {(uint8_t)a, (uint8_t)b, (uint8_t)c, (uint8_t)d};
      fill(service->sign_in, user, group, app, ip);
      /* Whatever it returns, the decision is safe to act on: it is a block if it could not be taken. */
      doorward_decide(service->evaluator, service->sign_in, (int64_t)time(NULL), service->decision);
      answer(service->decision);
    } else {
      puts("block: no request");
    }
    fflush(stdout);
  }
}

int main(int argc, char** argv) {
  struct service service = {NULL, NULL, NULL, NULL, NULL};
  int opened;
  if (argc != 2) {
    fputs("usage: decide MODULE\n", stderr);
    return 2;
  }
  if (doorward_check_abi(DOORWARD_ABI_VERSION) != DOORWARD_OK) {
    fputs("the doorward library is of another version than this program\n", stderr);
    return 1;
  }
  opened = open_service(&service, argv[1]);
  if (opened) {
    listen_for_reload();
    serve(&service);
  }
  close_service(&service);
  return opened ? 0 : 1;
}
