/** What a service keeps of one guest, told to the service that makes the guest's file of it. */
@NullMarked
package dev.concierge.platform.records;

import org.jspecify.annotations.NullMarked;
