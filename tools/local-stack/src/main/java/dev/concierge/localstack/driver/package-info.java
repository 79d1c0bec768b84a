/** A whole fleet on this machine, for drills and black-box tests. */
@NullMarked
package dev.concierge.localstack.driver;

import org.jspecify.annotations.NullMarked;
