/** Journeys and what they are made of as files: what differs on the fleet, and the change. */
@NullMarked
package dev.concierge.localstack.bundle;

import org.jspecify.annotations.NullMarked;
