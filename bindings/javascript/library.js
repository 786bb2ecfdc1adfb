// Finds libdoorward-json.so and declares its functions (doorward_json.h). Knows nothing of policies.
import koffi from 'koffi';

const kAbiVersion = 1;

koffi.opaque('doorward_json_policies');
koffi.opaque('doorward_json_decider');
koffi.struct('doorward_text', { data: 'const uint8_t *', size: 'size_t' });
koffi.struct('doorward_answer', { data: 'void *', size: 'size_t' });

const kDeclarations = [
  'int32_t doorward_json_check_abi(uint32_t)',
  'const char *doorward_json_status_text(int32_t)',
  'int32_t doorward_json_policies_load(const uint8_t *, size_t, _Out_ doorward_json_policies **, uint8_t *, size_t)',
  'int32_t doorward_json_policies_replace(doorward_json_policies *, const uint8_t *, size_t, uint8_t *, size_t)',
  'void doorward_json_policies_free(doorward_json_policies *)',
  'int32_t doorward_json_decider_create(doorward_json_policies *, _Out_ doorward_json_decider **)',
  'void doorward_json_decider_free(doorward_json_decider *)',
  'int32_t doorward_json_decider_set_strict(doorward_json_decider *, bool)',
  'int32_t doorward_json_decider_set_supplied(doorward_json_decider *, doorward_text *, size_t)',
  'int32_t doorward_json_decide(doorward_json_decider *, doorward_text, int64_t, _Out_ doorward_answer *)',
];

function load() {
  const place = process.env.DOORWARD_JSON_LIBRARY || `libdoorward-json.so.${kAbiVersion}`;
  let loaded;
  try {
    loaded = koffi.load(place);
  } catch (error) {
    throw new Error(
      `cannot load \`${place}\`: ${error.message}; install Doorward, or say where the library lies with the ` +
        'environment variable DOORWARD_JSON_LIBRARY',
    );
  }
  const functions = {};
  for (const declaration of kDeclarations) {
    const name = declaration.match(/doorward_json_(\w+)\(/)[1];
    functions[name] = loaded.func(declaration);
  }
  if (functions.check_abi(kAbiVersion) !== 0) throw new Error(`\`${place}\` is of another version than this package`);
  return functions;
}

export const library = load();

/** A `doorward_text` of a string. With a byte more, because nothing is passed on as a null pointer. */
export function textOf(words) {
  const data = Buffer.from(words + '\0', 'utf8');
  return { data, size: data.length - 1 };
}

/** Bytes that are passed on as a pointer that is not null. */
export function bytesOf(bytes) {
  return bytes.length === 0 ? Buffer.alloc(1) : bytes;
}

/** Where a function writes its answer; see stringOf. */
export function newAnswer() {
  return { data: null, size: 0 };
}

/** What a function wrote there, copied. */
export function stringOf(answer) {
  const size = Number(answer.size);
  return size === 0 ? '' : Buffer.from(koffi.view(answer.data, size)).toString('utf8');
}

