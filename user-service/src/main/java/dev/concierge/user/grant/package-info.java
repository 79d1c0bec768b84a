/** What operators make of guests besides guests: partners, experts, help desk. */
@NullMarked
package dev.concierge.user.grant;

import org.jspecify.annotations.NullMarked;
