/** The OAuth2 authorization server: clients, operators, sign-in. */
@NullMarked
package dev.concierge.user.token.server;

import org.jspecify.annotations.NullMarked;
