/** What a guest seems to like, learned from interactions. */
@NullMarked
package dev.concierge.user.profile;

import org.jspecify.annotations.NullMarked;
