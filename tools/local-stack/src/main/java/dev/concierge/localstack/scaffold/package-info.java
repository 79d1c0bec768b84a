/** A new service: its folder, and its place in every list that is written out. */
@NullMarked
package dev.concierge.localstack.scaffold;

import org.jspecify.annotations.NullMarked;
