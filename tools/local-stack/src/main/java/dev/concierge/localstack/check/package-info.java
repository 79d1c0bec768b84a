/** What can be wrong with a machine before a start, each with its remedy. */
@NullMarked
package dev.concierge.localstack.check;

import org.jspecify.annotations.NullMarked;
