/// What tests need and production never has: infrastructure, tokens, messages in and out, the rules of the
/// architecture.
@NullMarked
package io.sillage.testing;

import org.jspecify.annotations.NullMarked;
