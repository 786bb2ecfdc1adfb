/* Takes a signed module and no other: `signed KEY SIGNED UNSIGNED`. Exits 0 when the first loads and the second is
 * refused. */
#include <doorward.h>
#include <doorward_signature.h>
#include <stdio.h>

static unsigned char bytes[3][1 << 20];

static size_t read_file(const char* path, unsigned char* into) {
  FILE* file = fopen(path, "rb");
  size_t size = 0;
  if (file != NULL) {
    size = fread(into, 1, sizeof bytes[0], file);
    fclose(file);
  }
  return size;
}

static int fail(const char* what) {
  fprintf(stderr, "%s\n", what);
  return 1;
}

int main(int argc, char** argv) {
  doorward_signature_rules rules = {{{0}}, {NULL, 0}, 0, {0, {0}}};
  doorward_signed_module checked;
  doorward_signature_status status;
  doorward_policy_set* set = NULL;
  size_t size;
  if (argc != 4) return fail("usage: signed KEY SIGNED UNSIGNED");
  status = doorward_verify_key_read(bytes[0], read_file(argv[1], bytes[0]), &rules.key);
  if (status != DOORWARD_SIGNATURE_OK) return fail(doorward_signature_status_text(status));
  rules.set_name = doorward_text_of("contoso");

  size = read_file(argv[2], bytes[1]);
  status = doorward_signed_module_check(bytes[1], size, &rules, &checked);
  if (status != DOORWARD_SIGNATURE_OK) return fail(doorward_signature_status_text(status));
  if (doorward_policy_set_load(checked.module, checked.size, &set, NULL, 0) != DOORWARD_OK) return fail("not loaded");
  if (doorward_policy_set_size(set) == 0) return fail("no policies");
  doorward_policy_set_free(set);

  size = read_file(argv[3], bytes[2]);
  status = doorward_signed_module_check(bytes[2], size, &rules, &checked);
  return status == DOORWARD_SIGNATURE_UNSIGNED && checked.module == NULL ? 0 : fail("an unsigned module was taken");
}
