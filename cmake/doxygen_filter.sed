# Before Doxygen reads a header: plain comments behind and above members become its own, and what the compiler would write
# itself needs no words. Lines keep their numbers.
s@^(.*[;,{}(]) +// @\1 ///< @
s@^( +)// @\1/// @
s@^.*= ?(default|delete);@@
s@^ +[A-Za-z& ]+(operator=)?\([A-Za-z]+&&\) noexcept;@@
