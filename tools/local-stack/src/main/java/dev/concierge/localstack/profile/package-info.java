/** Where the processor time of a running process goes. */
@NullMarked
package dev.concierge.localstack.profile;

import org.jspecify.annotations.NullMarked;
