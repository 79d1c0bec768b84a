/** The routes' rules as Spring Security's filter chains, and callers as controller parameters, on both stacks. */
@NullMarked
package dev.concierge.platform.security.web;

import org.jspecify.annotations.NullMarked;
