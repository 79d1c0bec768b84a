/** The people who operate the fleet: their accounts, roles, passwords and second factors. */
@NullMarked
package dev.concierge.user.token.operator;

import org.jspecify.annotations.NullMarked;
