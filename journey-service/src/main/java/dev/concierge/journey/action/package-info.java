/** What runs ask of others, outside the batch: answers come back as messages on the guest's own stream. */
@NullMarked
package dev.concierge.journey.action;

import org.jspecify.annotations.NullMarked;
