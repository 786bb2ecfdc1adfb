# The public headers, and with them all that may be relied on: what is not listed here is not installed. Tables (.def)
# belong to the headers that expand them.
set(DOORWARD_RUNTIME_HEADERS
  runtime/include/doorward.h
  runtime/include/doorward/runtime/c/base.h
  runtime/include/doorward/runtime/c/decision.h
  runtime/include/doorward/runtime/c/sign_in.h
  runtime/include/doorward/runtime/decision.h
  runtime/include/doorward/runtime/evaluate.h
  runtime/include/doorward/runtime/explain.h
  runtime/include/doorward/runtime/policy_set.h
  runtime/include/doorward/runtime/principal.h
  runtime/include/doorward/runtime/sign_in.h
  stdlib/include/doorward/facts/facts.h
  stdlib/include/doorward/facts/guid.h)
set(DOORWARD_COMPILER_HEADERS
  compiler/include/doorward/compiler/compile.h
  compiler/include/doorward/compiler/load.h
  compiler/include/doorward/compiler/model.h
  compiler/include/doorward/compiler/tests.h
  grammar/include/doorward/grammar/diagnostic.h
  grammar/include/doorward/grammar/render.h
  grammar/include/doorward/grammar/source.h)
set(DOORWARD_PUBLIC_TABLES
  runtime/include/doorward/runtime/c/*.def
  stdlib/include/doorward/facts/*.def
  grammar/include/doorward/grammar/*.def)
