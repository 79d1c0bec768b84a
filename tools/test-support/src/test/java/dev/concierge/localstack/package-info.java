/** The rules of the local stack's classes. */
@NullMarked
package dev.concierge.localstack;

import org.jspecify.annotations.NullMarked;
