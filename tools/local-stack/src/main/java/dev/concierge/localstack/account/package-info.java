/** Calls to the running fleet with the right token. */
@NullMarked
package dev.concierge.localstack.account;

import org.jspecify.annotations.NullMarked;
