/** Programs that get tokens for a secret: those of the installation, and those that admins made. */
@NullMarked
package dev.concierge.user.token.client;

import org.jspecify.annotations.NullMarked;
