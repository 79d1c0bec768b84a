/** What the claims about speed and durability rest on: runs that anyone can repeat. */
@NullMarked
package dev.concierge.bench;

import org.jspecify.annotations.NullMarked;
